package app.rapport.platform.journal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A wake-up that is never lost and never piles up.
final class Signal {

    private final Semaphore wakes = new Semaphore(0);

    void wake() {
        if (wakes.availablePermits() == 0) wakes.release();
    }

    /// Waits for a wake-up, `atMost` that long.
    ///
    /// @throws InterruptedException the program stops
    void await(Duration atMost) throws InterruptedException {
        if (wakes.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) wakes.drainPermits();
    }
}
