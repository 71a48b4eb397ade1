package app.rapport.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatelyFoundTest {

    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final byte[] HASH = {1, 2, 3};

    private final AtomicInteger asked = new AtomicInteger();
    private final LatelyFound alone = lately(null);

    private static LatelyFound lately(@Nullable String databaseUrl) {
        return new LatelyFound(new ServerSettings(Path.of("/"), databaseUrl, URI.create("http://localhost"), List.of(), false, null));
    }

    private Optional<String> found(LatelyFound lately, Instant at) {
        return lately.get(HASH.clone(), String.class, at, () -> Optional.of("session " + asked.incrementAndGet()));
    }

    @Test
    void it_is_asked_for_once_a_second() {
        assertThat(found(alone, NOW)).contains("session 1");
        assertThat(found(alone, NOW.plusMillis(999))).contains("session 1");
        assertThat(found(alone, NOW.plusMillis(1000))).contains("session 2");
        assertThat(found(alone, NOW.minusSeconds(60))).as("a clock that was set back").contains("session 3");
    }

    @Test
    void what_ends_is_forgotten_at_once_also_by_one_who_reads_it_just_then() {
        found(alone, NOW);
        alone.forget();
        assertThat(found(alone, NOW)).contains("session 2");
        alone.get(HASH, String.class, NOW.plusSeconds(1), () -> {
            alone.forget();
            return Optional.of("ended meanwhile");
        });
        assertThat(found(alone, NOW.plusSeconds(1))).contains("session 3");
    }

    @Test
    void nobody_is_remembered_as_unknown() {
        assertThat(alone.get(HASH, String.class, NOW, Optional::empty)).isEmpty();
        assertThat(found(alone, NOW)).contains("session 1");
    }

    @Test
    void where_others_share_the_database_it_is_asked_each_time() {
        var shared = lately("jdbc:postgresql://elsewhere/rapport");
        found(shared, NOW);
        assertThat(found(shared, NOW)).contains("session 2");
    }
}
