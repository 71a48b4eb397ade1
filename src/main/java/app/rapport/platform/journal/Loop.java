package app.rapport.platform.journal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that does a piece of work again and again: at once while there is more, otherwise when woken or after a pause.
/// What fails is tried again with a growing pause, which nothing cuts short: it comes back by itself when the database does, and
/// what is woken often does not use up its attempts in a moment.
public final class Loop implements AutoCloseable {

    /// One round.
    public interface Work {
        /// @return whether there may be more to do at once
        boolean round();
    }

    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Duration idle;
    private final Work work;
    private final Signal signal = new Signal();
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

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
        var failures = 0;
        while (!isClosing()) {
            try {
                try {
                    while (work.round() && !isClosing()) failures = 0;
                    failures = 0;
                    signal.await(idle);
                } catch (RuntimeException | Error e) {
                    // An Error too is over some time: memory is free again, and a mail that nests too deep is followed by others.
                    if (isClosing()) return;
                    var pause = pauseAfter(++failures);
                    tell(e, pause);
                    closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void tell(Throwable failure, Duration pause) {
        try {
            log.warn("{} failed and tries again in {} ms: {}", name, pause.toMillis(), failure.toString());
            log.debug("{} failed", name, failure);
        } catch (Error noMemoryForWords) {
            failure.addSuppressed(noMemoryForWords);
        }
    }

    /// 100 ms after the first failure, each time twice as long, five seconds at most.
    static Duration pauseAfter(int failures) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /// Lets the round in progress finish.
    @Override
    public void close() {
        closing.countDown();
        signal.wake();
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
