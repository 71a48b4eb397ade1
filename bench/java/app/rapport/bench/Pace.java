package app.rapport.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Which mails leave and when, and when each had its 250.
final class Pace {

    private final int count;
    private final long between;
    private final long start = System.nanoTime();
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Long> accepted = new ConcurrentHashMap<>();

    private Pace(int count, long between) {
        this.count = count;
        this.between = between;
    }

    static Pace asFastAsTheyAreTaken(int count) {
        return new Pace(count, 0);
    }

    /// Each mail has its moment, whatever became of those before it: a program that falls behind does not slow its customers down.
    static Pace steady(int count, int perSecond) {
        return new Pace(count, TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /// Waits for the moment of the next mail.
    ///
    /// @return whether there is one
    boolean awaitNext() throws InterruptedException {
        var number = next.getAndIncrement();
        if (number >= count) return false;
        TimeUnit.NANOSECONDS.sleep(start + number * between - System.nanoTime());
        return true;
    }

    void accepted(String token) {
        accepted.put(token, System.nanoTime());
    }

    /// The moment of the 250, as [System#nanoTime()], by the token in the subject.
    Map<String, Long> accepted() {
        return accepted;
    }

    /// Mails accepted a second, from the first 250 to the last.
    double reached() {
        var moments = accepted.values().stream().mapToLong(Long::longValue).summaryStatistics();
        return (moments.getCount() - 1) * 1e9 / (moments.getMax() - moments.getMin());
    }
}
