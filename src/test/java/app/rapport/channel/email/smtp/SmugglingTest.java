package app.rapport.channel.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.RawClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmugglingTest extends SmtpServerCase {

    private static final String SECOND = "MAIL FROM:<forged@bank.test>\r\nRCPT TO:<support@rapport.test>\r\nDATA\r\nSubject: "
            + "Forged\r\n\r\nx\r\n.\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\n\n.\r\n", "\r\r\n.\r\r\n", "\r\n.\r\r\n", "\r\n.\r"
            + ".\r\n"})
    void no_other_end_than_the_standards_ends_a_mail(String end) throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.envelope("linus@example.org", "support@rapport.test");
            client.send("Subject: Tent\r\n\r\nIt leaks" + end + SECOND);
            assertThat(client.reply()).startsWith("550 5.6.0");
            assertThat(client.say("NOOP")).startsWith("250 2.0.0");
        }
        assertThat(room.mails).isEmpty();
        assertThat(server.counts().errors()).isZero();
    }

    @Test
    void dots_at_line_starts_are_taken_off() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.mail("a\r\n..b\r\n...\r\n.c\r\n. d")).startsWith("250");
        }
        assertThat(onlyMail()).isEqualTo("a\r\n.b\r\n..\r\nc\r\n d\r\n");
    }

    @Test
    void a_body_that_is_empty_or_a_dot_is_a_mail() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.envelope("linus@example.org", "support@rapport.test");
            assertThat(client.say(".")).startsWith("250");
        }
        assertThat(onlyMail()).isEmpty();
    }

    @Test
    void after_a_refusal_for_size_the_rest_is_never_run_as_commands() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.envelope("linus@example.org", "support@rapport.test");
            client.send(("x".repeat(998) + "\r\n").repeat(1_100) + SECOND.replace("\r\n.\r\n", "\r\n..\r\n") + ".\r\n");
            assertThat(client.reply()).startsWith("552 5.3.4");
            assertThat(client.say("NOOP")).startsWith("250 2.0.0");
        }
        assertThat(room.mails).isEmpty();
        assertThat(spool).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP\n", "NOOP\r", "NOOP\n\r\n", "NOOP\rQUIT\r\n"})
    void a_command_with_a_bare_line_end_ends_the_session(String line) throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.send(line + "NOOP\r\n");
            assertThat(client.reply()).startsWith("521 5.5.2");
            assertThat(client.reply()).isEmpty();
        }
    }

    @Test
    void a_line_up_to_64_kb_is_tolerated_and_a_longer_one_refused() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.mail("x".repeat(60_000))).startsWith("250");
            assertThat(client.mail("x".repeat(70_000))).startsWith("554 5.6.0");
        }
    }

    @Test
    void the_last_words_reach_a_client_that_goes_on_talking() throws Exception {
        for (var i = 0; i < 20; i++) {
            try (var client = RawClient.greeted(server.port())) {
                client.send("NOOP\n" + "NOOP\r\n".repeat(20_000));
                assertThat(client.reply()).startsWith("521 5.5.2");
            }
        }
    }

    @Test
    void bytes_arrive_as_they_were_sent() throws Exception {
        var bytes = new byte[256 * 3];
        for (var i = 0; i < 256; i++) bytes[i * 3] = i == '\r' || i == '\n' || i == '.' ? (byte) 'x' : (byte) i;
        for (var i = 0; i < 256; i++) {
            bytes[i * 3 + 1] = '\r';
            bytes[i * 3 + 2] = '\n';
        }
        try (var client = RawClient.greeted(server.port())) {
            client.envelope("linus@example.org", "support@rapport.test");
            client.send(bytes);
            assertThat(client.say(".")).startsWith("250");
        }
        assertThat(onlyMail()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
}
