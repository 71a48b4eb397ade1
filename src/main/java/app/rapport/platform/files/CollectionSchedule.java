package app.rapport.platform.files;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The collection, every few hours, on one node.
@Configuration(proxyBeanMethods = false)
class CollectionSchedule {

    @Bean
    RecurringTask<Void> collectFiles(FileCollector collector) {
        return Tasks.recurring("collect-files", FixedDelay.ofHours(6)).execute((instance, context) -> collector.collect());
    }
}
