package app.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.testing.Program;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    @Test
    void a_password_is_not_sent_to_a_server_that_it_was_not_typed_in_for() throws Exception {
        try (var program = new Program()) {
            var accounts = program.bean(ChannelAccounts.class);
            var by = Actor.system("test");
            var id = accounts.add("email", "Help", "help@example.com", server("127.0.0.1", "help", "secret"), by).id();
            assertThatThrownBy(() -> accounts.edit(id, server("127.0.0.2", "help", null), null, by)).isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.errors()).extracting(Invalid.Error::field).containsExactly("outbound.password"));
            accounts.edit(id, server("127.0.0.1", "helpdesk", null), null, by);
            assertThat(accounts.password(id)).contains("secret");
            accounts.edit(id, server("127.0.0.2", "help", "other"), null, by);
            assertThat(accounts.password(id)).contains("other");
            accounts.edit(id, server("127.0.0.3", null, null), null, by);
            assertThat(accounts.password(id)).as("nobody to sign in as: nothing to keep").isEmpty();
        }
    }

    private static ChannelAccounts.Wanted server(String host, @Nullable String username, @Nullable String password) {
        return new ChannelAccounts.Wanted(null, null, null, new MailboxSettings.Outbound(host, 25, "none", username), null, password);
    }
}
