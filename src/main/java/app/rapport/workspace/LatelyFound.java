package app.rapport.workspace;

import app.rapport.platform.ServerSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Sessions and API tokens that were found within the last second: a page is several requests, and each of them asks. One that ends is
/// forgotten at once. Where several nodes share a database another one may end it, so there the database is asked each time.
@Component
class LatelyFound {

    private static final Duration LASTS = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private record Found(Object value, Instant at) {}

    private final boolean alone;
    private final Map<ByteBuffer, Found> found = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();

    LatelyFound(ServerSettings settings) {
        this.alone = settings.embeddedDatabase();
    }

    /// @param hash of the secret; @param read asks the database
    <T> Optional<T> get(byte[] hash, Class<T> type, Instant now, Supplier<Optional<T>> read) {
        if (!alone) return read.get();
        var key = ByteBuffer.wrap(hash);
        var known = found.get(key);
        if (known != null && type.isInstance(known.value) && Duration.between(known.at, now).abs().compareTo(LASTS) < 0) return Optional.of(type.cast(known.value));
        var before = forgotten.get();
        var fresh = read.get();
        if (found.size() >= MOST) found.clear();
        fresh.ifPresent(value -> found.put(key, new Found(value, now)));
        // Somebody ended one while this one was read.
        if (forgotten.get() != before) found.remove(key);
        return fresh;
    }

    void forget() {
        forgotten.incrementAndGet();
        found.clear();
    }
}
