package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopTest {

    @Test
    void the_pause_after_a_failure_grows_from_100_ms_to_five_seconds() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(Loop::pauseAfter).map(Duration::toMillis)).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
        assertThat(Loop.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }
}
