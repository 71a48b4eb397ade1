package app.rapport.platform.intake;

import app.rapport.platform.Checkup;
import app.rapport.platform.store.IntakeStore;
import app.rapport.platform.time.Time;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// What waits and what was put aside.
@Component
class IntakeCheckup implements Checkup {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final IntakeStore store;
    private final Time time;

    IntakeCheckup(IntakeStore store, Time time) {
        this.store = store;
        this.time = time;
    }

    @Override
    public String part() {
        return "intake";
    }

    @Override
    public List<Finding> look() {
        var waiting = store.waiting();
        var oldest = store.oldestWaiting().orElse(null);
        var said = waiting + " wait" + (oldest == null ? "" : ", the oldest since " + oldest);
        var held = store.heldCount();
        return List.of(
                oldest != null && oldest.isBefore(time.now().minus(LONG)) ? Finding.wrong(said + ": start the program, or read its log for why they fail.") : Finding.fine(said),
                held == 0 ? Finding.fine("Nothing is held") : Finding.note(held + " are held and wait for somebody to look: /admin/held-mail"));
    }
}
