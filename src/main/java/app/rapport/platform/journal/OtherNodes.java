package app.rapport.platform.journal;

import app.rapport.platform.ServerSettings;
import app.rapport.platform.database.Notifications;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Tells the other nodes of a shared database that there are new positions, and hears it from them: what one numbers is on the screens of all
/// at once. When nothing is heard, the readers' slow poll is the safety net.
@Component
class OtherNodes implements SmartLifecycle {

    private static final String CHANNEL = "rapport_journal";
    /// However much is numbered, others are not told more often.
    private static final Duration PACE = Duration.ofMillis(20);
    /// So long the program's stop may wait for us.
    private static final Duration ATTENTION = Duration.ofMillis(250);
    private static final Duration NEVER = Duration.ofDays(1);

    private final ServerSettings settings;
    private final Notifications notifications;
    private final Sequencer sequencer;
    private List<Loop> loops = List.of();
    private Notifications.@Nullable Listening ear;

    OtherNodes(ServerSettings settings, Notifications notifications, Sequencer sequencer) {
        this.settings = settings;
        this.notifications = notifications;
        this.sequencer = sequencer;
    }

    @Override
    public void start() {
        if (settings.embeddedDatabase()) return;
        var teller = new Loop("tells other nodes", NEVER, this::tell);
        sequencer.onNumberedHere(teller::wake);
        loops = List.of(teller, new Loop("hears other nodes", Duration.ZERO, this::hear));
    }

    private boolean tell() {
        notifications.send(CHANNEL);
        LockSupport.parkNanos(PACE.toNanos());
        return false;
    }

    private boolean hear() {
        var open = ear;
        try {
            if (open == null) ear = open = notifications.listen(CHANNEL);
            if (open.await(ATTENTION)) sequencer.numberedElsewhere();
            return true;
        } catch (RuntimeException e) {
            if (open != null) open.close();
            ear = null;
            throw e;
        }
    }

    @Override
    public void stop() {
        loops.forEach(Loop::close);
        loops = List.of();
        var open = ear;
        if (open != null) open.close();
        ear = null;
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }

    @Override
    public int getPhase() {
        return Phases.READERS;
    }
}
