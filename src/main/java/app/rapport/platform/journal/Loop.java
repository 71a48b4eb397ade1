package app.rapport.platform.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that does a piece of work again and again: at once while there is more, otherwise when woken or after a pause.
/// What fails is tried again with a growing pause, so that it comes back by itself when the database does.
public final class Loop implements AutoCloseable {

    /// One round.
    public interface Work {
        /// @return whether there may be more to do at once
        boolean round();
    }

    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Duration idle;
    private final Work work;
    private final Signal signal = new Signal();
    private final Thread thread;
    private volatile boolean closing;

    public Loop(String name, Duration idle, Work work) {
        this.name = name;
        this.idle = idle;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    public void wake() {
        signal.wake();
    }

    private void run() {
        var pause = idle;
        while (!closing) {
            var failure = rounds();
            if (closing) return;
            pause = failure == null ? idle : longer(pause);
            if (failure != null) tell(failure, pause);
            try {
                signal.await(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// What they failed with, if they did. An Error too is over some time: memory is free again, and a mail that nests too deep is
    /// followed by others. A loop that ended with it would stand still until the program is started anew.
    private @Nullable Throwable rounds() {
        try {
            while (work.round() && !closing) continue;
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    private static Duration longer(Duration pause) {
        if (pause.compareTo(SHORTEST_PAUSE) < 0) return SHORTEST_PAUSE;
        return pause.compareTo(LONGEST_PAUSE.dividedBy(2)) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private void tell(Throwable failure, Duration pause) {
        try {
            log.warn("{} failed and tries again in {} ms: {}", name, pause.toMillis(), failure.toString());
            log.debug("{} failed", name, failure);
        } catch (Error noMemoryForWords) {
            failure.addSuppressed(noMemoryForWords);
        }
    }

    /// Lets the round in progress finish.
    @Override
    public void close() {
        closing = true;
        signal.wake();
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
