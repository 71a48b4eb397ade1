package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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

    /// The pause doubles from a tenth of a second: in the time of four rounds a loop without one makes millions.
    @Test
    void what_fails_again_and_again_does_not_spin() {
        var rounds = new AtomicInteger();
        var began = System.nanoTime();
        try (var ignored = new Loop("test", IDLE, () -> {
            rounds.incrementAndGet();
            throw new OutOfMemoryError("again");
        })) {
            await().untilAtomic(rounds, org.hamcrest.Matchers.greaterThan(3));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(500));
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
