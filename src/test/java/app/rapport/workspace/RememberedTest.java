package app.rapport.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.Thread.State;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final Remembered<String> remembered = new Remembered<>();

    @Test
    void is_read_once_until_it_is_forgotten() {
        assertThat(remembered.get(() -> "before")).isEqualTo("before");
        assertThat(remembered.get(() -> "after")).isEqualTo("before");
        remembered.forget();
        assertThat(remembered.get(() -> "after")).isEqualTo("after");
    }

    /// Otherwise what was read before the change would be written over the forgetting, and stay.
    @Test
    void what_changes_while_it_is_read_is_read_again() throws Exception {
        var reading = new CountDownLatch(1);
        var changed = new CountDownLatch(1);
        var read = new AtomicReference<String>();
        var reader = Thread.ofPlatform().start(() -> read.set(remembered.get(() -> {
            reading.countDown();
            await().until(() -> changed.getCount() == 0);
            return "before";
        })));
        reading.await();
        var forgetting = Thread.ofPlatform().start(remembered::forget);
        await().until(() -> forgetting.getState() == State.BLOCKED || forgetting.getState() == State.TERMINATED);
        changed.countDown();
        reader.join();
        forgetting.join();

        assertThat(read.get()).isEqualTo("before");
        assertThat(remembered.get(() -> "after")).isEqualTo("after");
    }
}
