package app.rapport.ticket;

import app.rapport.platform.time.Time;
import app.rapport.ticket.store.AttachmentStore;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Uploads that nobody sent go after a day; their files go with the next collection.
@Component
class LooseAttachments {

    private static final Duration KEPT = Duration.ofDays(1);

    private final AttachmentStore store;
    private final Time time;

    LooseAttachments(AttachmentStore store, Time time) {
        this.store = store;
        this.time = time;
    }

    @Bean
    static RecurringTask<Void> deleteLooseAttachments(LooseAttachments loose) {
        return Tasks.recurring("delete-loose-attachments", FixedDelay.ofHours(6)).execute((instance, context) -> loose.delete());
    }

    void delete() {
        store.deleteLoose(time.now().minus(KEPT));
    }
}
