package app.rapport.channel.email.smtp;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counts per key within the running minute. Forgets all of a minute when the next begins.
final class Rates {

    private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile long minute = Long.MIN_VALUE;

    boolean exceeds(String key, int limit) {
        var now = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
        if (now != minute) {
            minute = now;
            counts.clear();
        }
        return counts.merge(key, 1, Integer::sum) > limit;
    }
}
