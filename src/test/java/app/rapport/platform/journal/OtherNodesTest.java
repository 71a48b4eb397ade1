package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.ServerSettings;
import app.rapport.platform.database.Notifications;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OtherNodesTest extends ReadersCase {

    private static final ServerSettings SHARED = new ServerSettings(Path.of("/"), "jdbc:postgresql://elsewhere/rapport", URI.create("http://localhost"), List.of(), false, null);

    private final Notifications notifications = new Notifications(database.source());

    @Test
    void what_one_node_numbers_wakes_the_readers_of_the_others() {
        var elsewhere = new Sequencer(journal, database.transactions());
        var woken = new AtomicInteger();
        elsewhere.onNumbered(woken::incrementAndGet);
        var here = new OtherNodes(SHARED, notifications, sequencer);
        var there = new OtherNodes(SHARED, notifications, elsewhere);
        here.start();
        there.start();
        try {
            // Until both listen nobody hears anything; a fact more does no harm.
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                happens(1, 1);
                number();
                return woken.get() > 0;
            });
        } finally {
            here.stop();
            there.stop();
        }
    }

    @Test
    void only_what_is_sent_on_the_channel_after_the_ear_was_opened_is_heard() {
        notifications.send("one");
        try (var ear = notifications.listen("one")) {
            notifications.send("other");
            assertThat(ear.await(Duration.ofMillis(1))).isFalse();
            notifications.send("one");
            notifications.send("one");
            await().atMost(Duration.ofSeconds(30)).until(() -> ear.await(Duration.ofMillis(100)));
        }
        assertThat(database.db().fetch("select pg_listening_channels()")).as("whoever gets the connection next listens to nothing").isEmpty();
    }
}
