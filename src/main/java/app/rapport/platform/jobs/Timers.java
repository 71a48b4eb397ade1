package app.rapport.platform.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Something that is to happen at a time. Kept in the database with the caller's transaction; a handler may be called late
/// and more than once, and is called again with back-off when it fails.
@Component
public class Timers {

    /// What happens when a timer of a kind is due.
    public interface Handler {

        /// Stable: timers are kept under it.
        String kind();

        /// @param key as given to [Timers#set]: ids only
        void due(String key);
    }

    private static final Logger log = LoggerFactory.getLogger(Timers.class);

    private final ObjectProvider<SchedulerClient> scheduler;

    Timers(ObjectProvider<SchedulerClient> scheduler) {
        this.scheduler = scheduler;
    }

    /// Sets a timer that is not there yet: nothing looks whether it is.
    public void add(String kind, String key, Instant at) {
        scheduler.getObject().scheduleBatch(List.of(new TaskInstance<>(kind, key)), at);
    }

    /// Sets or moves the timer.
    public void set(String kind, String key, Instant at) {
        var client = scheduler.getObject();
        var timer = TaskInstanceId.of(kind, key);
        if (!client.scheduleIfNotExists(new TaskInstance<>(kind, key), at)) client.reschedule(timer, at);
    }

    /// No harm when there is none. One that rings already comes late, and its handler finds nothing to do.
    public void clear(String kind, String key) {
        try {
            scheduler.getObject().cancel(TaskInstanceId.of(kind, key));
        } catch (TaskInstanceNotFoundException none) {
            log.trace("There is no timer {}/{}; nothing is to be cleared", kind, key);
        } catch (TaskInstanceException ringing) {
            log.debug("The timer {}/{} rings already; its handler is called once more and finds nothing to do", kind, key);
        }
    }

    /// One db-scheduler task for each kind of timer.
    @Configuration(proxyBeanMethods = false)
    static class TimerTasks {

        @Bean
        OneTimeTask<Void> releaseMessage(List<Handler> handlers) {
            return task("release-message", handlers);
        }

        @Bean
        OneTimeTask<Void> wakeTicket(List<Handler> handlers) {
            return task("wake-ticket", handlers);
        }

        private static OneTimeTask<Void> task(String kind, List<Handler> handlers) {
            return Tasks.oneTime(kind).execute((instance, context) ->
                    handlers.stream().filter(handler -> handler.kind().equals(kind)).findFirst().orElseThrow().due(instance.getId()));
        }
    }
}
