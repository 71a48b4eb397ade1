package app.rapport.channel;

import app.rapport.platform.intake.Intake;
import app.rapport.platform.time.Time;
import app.rapport.workspace.Company;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Keeps the raw form of what came in as long as the company has chosen. Large ones lie in the file store and go with its next
/// collection.
@Component
class RawMailRetention {

    private final Intake intake;
    private final Company company;
    private final Time time;

    RawMailRetention(Intake intake, Company company, Time time) {
        this.intake = intake;
        this.company = company;
        this.time = time;
    }

    @Bean
    static RecurringTask<Void> releaseRawMail(RawMailRetention retention) {
        return Tasks.recurring("release-raw-mail", FixedDelay.ofHours(6)).execute((instance, context) -> retention.release());
    }

    void release() {
        intake.releaseRaw(time.now().minus(Duration.ofDays(company.settings().rawMailDays())));
    }
}
