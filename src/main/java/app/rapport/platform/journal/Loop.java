package app.rapport.platform.journal;

import java.time.Duration;
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
            try {
                try {
                    while (work.round() && !closing) pause = idle;
                    pause = idle;
                } catch (RuntimeException e) {
                    if (closing) return;
                    pause = pause.compareTo(Duration.ofMillis(100)) < 0 ? Duration.ofMillis(100) : pause.multipliedBy(2);
                    if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
                    log.warn("{} failed and tries again in {} ms: {}", name, pause.toMillis(), e.toString());
                    log.debug("{} failed", name, e);
                }
                signal.await(pause);
            } catch (InterruptedException e) {
                return;
            }
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
