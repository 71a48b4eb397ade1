package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopTest {

    private static final Duration IDLE = Duration.ofMillis(1);

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class, StackOverflowError.class, NoClassDefFoundError.class, AssertionError.class})
    void whatever_a_round_fails_with_there_is_another_one(Class<? extends Throwable> kind) throws ReflectiveOperationException {
        var failure = kind.getDeclaredConstructor().newInstance();
        var rounds = new AtomicInteger();
        try (var loop = new Loop("test", IDLE, () -> {
            if (rounds.incrementAndGet() > 2) return false;
            if (failure instanceof Error error) throw error;
            throw (RuntimeException) failure;
        })) {
            loop.wake();
            await().untilAtomic(rounds, org.hamcrest.Matchers.greaterThan(3));
        }
    }

    @Test
    void the_pause_after_a_failure_grows_from_100_ms_to_five_seconds() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(Loop::pauseAfter).map(Duration::toMillis)).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
        assertThat(Loop.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void while_there_is_more_to_do_it_goes_on_at_once_and_a_wake_up_is_never_lost() {
        var rounds = new AtomicInteger();
        try (var loop = new Loop("test", Duration.ofHours(1), () -> rounds.incrementAndGet() % 5 != 0)) {
            await().untilAtomic(rounds, org.hamcrest.Matchers.equalTo(5));
            loop.wake();
            await().untilAtomic(rounds, org.hamcrest.Matchers.equalTo(10));
        }
    }
}
