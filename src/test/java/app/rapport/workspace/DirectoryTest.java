package app.rapport.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.Thread.State;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final Settings BEFORE = new Settings("Before", "Europe/Berlin", "en", 30);
    private static final Settings AFTER = new Settings("After", "Europe/Berlin", "en", 30);

    /// Otherwise what was read before the change would be written over the forgetting, and stay.
    @Test
    void settings_that_change_while_they_are_read_are_read_again() throws Exception {
        var directory = new Directory(null, null, null, null);
        var reading = new CountDownLatch(1);
        var changed = new CountDownLatch(1);
        var read = new AtomicReference<Settings>();
        var reader = Thread.ofPlatform().start(() -> read.set(directory.settings(() -> {
            reading.countDown();
            await().until(() -> changed.getCount() == 0);
            return BEFORE;
        })));
        reading.await();
        var forgetting = Thread.ofPlatform().start(() -> directory.forget("configuration", 1));
        await().until(() -> forgetting.getState() == State.BLOCKED || forgetting.getState() == State.TERMINATED);
        changed.countDown();
        reader.join();
        forgetting.join();

        assertThat(read.get()).isEqualTo(BEFORE);
        assertThat(directory.settings(() -> AFTER)).isEqualTo(AFTER);
    }
}
