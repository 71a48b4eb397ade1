package app.rapport.channel.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTest extends SmtpServerCase {

    private SmtpSettings.Timeouts timeouts(int readMillis, int mailMillis) {
        return new SmtpSettings.Timeouts(Duration.ofMillis(readMillis), Duration.ofMillis(mailMillis), Duration.ofSeconds(60));
    }

    @Test
    void a_silent_client_is_sent_away() throws Exception {
        restart(settings().with(timeouts(100, 5_000)));
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.reply()).startsWith("421 4.4.2");
        }
    }

    @Test
    void a_client_that_never_comes_to_an_end_runs_into_the_deadline_of_its_mail() throws Exception {
        restart(settings().with(timeouts(2_000, 300)));
        try (var client = RawClient.greeted(server.port())) {
            client.envelope("linus@example.org", "support@rapport.test");
            var dribbling = Thread.ofVirtual().start(() -> dribble(client));
            assertThat(client.reply()).startsWith("421 4.4.2");
            dribbling.interrupt();
        }
        assertThat(room.mails).isEmpty();
    }

    private static void dribble(RawClient client) {
        try {
            while (!Thread.currentThread().isInterrupted()) client.send("x");
        } catch (java.io.IOException cutOff) {
            Thread.currentThread().interrupt();
        }
    }

    /// RFC 5321 4.5.3.1.8: at least 100.
    @Test
    void a_mail_to_a_hundred_is_no_impatience() throws Exception {
        restart(settings().with(new SmtpSettings.Limits(1 << 20, 100, 50, 20, 1_000, 1_000, true)));
        try (var client = RawClient.greeted(server.port())) {
            for (var i = 0; i < 90; i++) assertThat(client.say("NOOP")).startsWith("250");
            assertThat(client.say("MAIL FROM:<linus@example.org>")).startsWith("250");
            for (var i = 0; i < 100; i++) assertThat(client.say("RCPT TO:<support+" + i + "@rapport.test>")).startsWith("250");
            assertThat(client.say("DATA")).startsWith("354");
        }
    }

    /// Whoever were sent away among them would come again with the same list, for ever.
    @Test
    void recipients_that_are_refused_are_no_impatience_either() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.say("MAIL FROM:<linus@example.org>");
            for (var i = 0; i < 150; i++) assertThat(client.say("RCPT TO:<nobody" + i + "@elsewhere.test>")).startsWith("550");
            assertThat(client.say("RCPT TO:<support@rapport.test>")).startsWith("250");
            for (var i = 0; i < 99; i++) assertThat(client.say("NOOP")).startsWith("250");
            assertThat(client.say("NOOP")).startsWith("421 4.7.0");
        }
    }

    @Test
    void connections_of_one_address_are_limited() throws Exception {
        restart(settings().with(new SmtpSettings.Limits(1 << 20, 3, 50, 2, 1_000, 1_000, false)));
        try (var first = RawClient.greeted(server.port()); var second = RawClient.greeted(server.port()); var third = new RawClient(server.port())) {
            assertThat(third.reply()).startsWith("421 4.7.0");
            assertThat(first.say("NOOP")).startsWith("250");
            assertThat(second.say("QUIT")).startsWith("221");
        }
        await().untilAsserted(() -> assertThat(server.counts().open()).isZero());
        assertThat(server.counts().turnedAway()).isOne();
        try (var again = new RawClient(server.port())) {
            assertThat(again.reply()).startsWith("220");
        }
    }

    @Test
    void connections_in_all_are_limited_even_where_loopback_is_spared() throws Exception {
        restart(settings().with(new SmtpSettings.Limits(1 << 20, 3, 3, 1, 1, 1, true)));
        var clients = new ArrayList<RawClient>();
        try {
            for (var i = 0; i < 3; i++) clients.add(RawClient.greeted(server.port()));
            try (var fourth = new RawClient(server.port())) {
                assertThat(fourth.reply()).startsWith("421 4.7.0");
            }
        } finally {
            for (var client : clients) client.close();
        }
    }

    @Test
    void a_flood_of_mails_is_slowed_down_per_address_and_sender() throws Exception {
        restart(settings().with(new SmtpSettings.Limits(1 << 20, 3, 50, 20, 1_000, 2, false)));
        try (var client = RawClient.greeted(server.port())) {
            var answers = new ArrayList<String>();
            for (var i = 0; i < 6; i++) {
                answers.add(client.say("MAIL FROM:<flood@example.org>").substring(0, 3));
                client.say("RSET");
            }
            // The minute may turn in between, once.
            assertThat(answers).contains("451");
            assertThat(client.say("MAIL FROM:<>")).startsWith("250");
        }
    }

    @Test
    void hundreds_of_clients_at_once_are_all_served() throws Exception {
        restart(settings().with(new SmtpSettings.Limits(1 << 20, 3, 500, 500, 10_000, 10_000, false)));
        var done = new ArrayList<CompletableFuture<Void>>();
        for (var i = 0; i < 200; i++) {
            done.add(CompletableFuture.runAsync(this::oneMail, task -> Thread.ofVirtual().start(task)));
        }
        CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        assertThat(room.mails).hasSize(200);
    }

    private void oneMail() {
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.mail("Subject: x\r\n\r\nx")).startsWith("250");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void stopping_finishes_a_live_mail_and_sends_the_idle_away() throws Exception {
        try (var idle = RawClient.greeted(server.port()); var busy = RawClient.greeted(server.port())) {
            busy.envelope("linus@example.org", "support@rapport.test");
            var stopping = CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(20)));
            assertThat(idle.reply()).startsWith("421 4.3.2");
            busy.send("Subject: Tent\r\n\r\nIt leaks\r\n.\r\n");
            assertThat(busy.reply()).startsWith("250 2.0.0");
            assertThat(busy.reply()).startsWith("421 4.3.2");
            stopping.get(10, TimeUnit.SECONDS);
        }
        assertThat(onlyMail()).contains("It leaks");
    }

    @Test
    void stopping_waits_for_a_mail_that_is_being_stored() throws Exception {
        var storing = new CountDownLatch(1);
        var stored = new CountDownLatch(1);
        room.answer = _ -> {
            storing.countDown();
            await().until(() -> stored.getCount() == 0);
            return Verdict.ACCEPTED;
        };
        try (var client = RawClient.greeted(server.port())) {
            client.envelope("linus@example.org", "support@rapport.test");
            client.send("x\r\n.\r\n");
            storing.await();
            var stopping = CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(20)));
            stored.countDown();
            assertThat(client.reply()).startsWith("250 2.0.0");
            stopping.get(10, TimeUnit.SECONDS);
        }
    }
}
