package app.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.journal.Actor;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelAccountsTest {

    /// A mailbox that is not found refuses its mail for good.
    @Test
    void a_mailbox_receives_while_another_one_is_being_changed() throws Exception {
        try (var program = new Program(); var threads = Executors.newFixedThreadPool(2)) {
            var accounts = program.bean(ChannelAccounts.class);
            var changed = 0L;
            for (var i = 0; i < 5; i++) {
                var settings = new ChannelAccounts.Wanted(null, null, null, new MailboxSettings.Outbound("127.0.0.1", 25, "none", null), null, null);
                changed = accounts.add("email", "Mailbox " + i, "mailbox" + i + "@example.com", settings, Actor.system("test")).id();
            }
            var id = changed;
            var over = new AtomicBoolean();
            var readers = IntStream.range(0, 2).mapToObj(_ -> threads.submit(() -> {
                var missed = 0;
                while (!over.get()) {
                    for (var i = 0; i < 5; i++) if (accounts.receivingFor("mailbox" + i + "@example.com").isEmpty()) missed++;
                    LockSupport.parkNanos(200_000);
                }
                return missed;
            })).toList();
            for (var i = 0; i < 15; i++) accounts.edit(id, new ChannelAccounts.Wanted("Renamed " + i, null, null, null, null, null), null, Actor.system("test"));
            over.set(true);
            for (var reader : readers) assertThat(reader.get()).isZero();
            assertThat(accounts.find(id).orElseThrow().name()).isEqualTo("Renamed 14");
        }
    }
}
