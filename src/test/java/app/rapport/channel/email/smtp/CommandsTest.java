package app.rapport.channel.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest extends SmtpServerCase {

    @Test
    void a_mail_is_taken_with_its_envelope() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.say("MAIL FROM:<linus@example.org> SIZE=20 BODY=8BITMIME")).isEqualTo("250 2.1.0 Ok");
            assertThat(client.say("RCPT TO:<support@rapport.test>")).startsWith("250 2.1.5");
            assertThat(client.say("RCPT TO:<support@rapport.test>")).startsWith("250 2.1.5");
            assertThat(client.say("DATA")).startsWith("354 ");
            assertThat(client.say("Subject: Tent\r\n\r\nIt leaks\r\n.")).isEqualTo("250 2.0.0 Ok");
            assertThat(client.say("QUIT")).startsWith("221 2.0.0");
        }
        var mail = room.mails.getFirst();
        assertThat(mail.text()).isEqualTo("Subject: Tent\r\n\r\nIt leaks\r\n");
        assertThat(mail.envelope().from()).isEqualTo("linus@example.org");
        assertThat(mail.envelope().recipients()).containsExactly("support@rapport.test");
        assertThat(mail.envelope().client().name()).isEqualTo("client.test");
        assertThat(mail.envelope().client().address().isLoopbackAddress()).isTrue();
    }

    @Test
    void ehlo_names_what_is_offered() throws Exception {
        try (var client = new RawClient(server.port())) {
            assertThat(client.reply()).startsWith("220 mail.rapport.test ESMTP");
            assertThat(client.say("EHLO client.test").lines().map(line -> line.substring(4))).containsExactly("mail.rapport.test", "PIPELINING",
                    "SIZE 1048576", "ENHANCEDSTATUSCODES", "8BITMIME", "SMTPUTF8");
            assertThat(client.say("HELO client.test")).isEqualTo("250 mail.rapport.test");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "MAIL FROM:linus@example.org|501 5.1.7", "MAIL FROM:<linus@>|501 5.1.7", "MAIL FROM:<@example.org>|501 5.1.7",
        "MAIL <linus@example.org>|501 5.1.7",
        "MAIL FROM:<linus@example.org|501 5.1.7", "MAIL FROM:<linus@example.org>SIZE=1|501 5.1.7", "MAIL FROM:<li..nus@example.org>|501 5.1.7",
        "MAIL FROM:<linus@-example.org>|501 5.1.7", "MAIL FROM:<li nus@example.org>|501 5.1.7",
        "MAIL FROM:<linus@example.org> SIZE=99999999|552 5.3.4",
        "MAIL FROM:<linus@example.org> SIZE=99999999999999999999|552 5.3.4", "MAIL FROM:<linus@example.org> SIZE=x|501 5.5.4",
        "MAIL FROM:<linus@example.org> BODY=BINARYMIME|501 5.5.4", "MAIL FROM:<linus@example.org> RET=FULL|555 5.5.4",
        "MAIL FROM:<lïnus@example.org>|553 5.6.7", "MAIL FROM:<lïnus@example.org> SMTPUTF8|250 2.1.0", "MAIL FROM:<>|250 2.1.0",
        "mail from:<linus@example.org>|250 2.1.0", "MAIL FROM: <linus@example.org>|250 2.1.0", "MAIL FROM:<\"li nus\"@example.org>|250 2.1.0",
        "MAIL FROM:<@a.test,@b.test:linus@example.org>|250 2.1.0", "MAIL FROM:<linus@[192.0.2.1]>|250 2.1.0",
        "MAIL FROM:<linus@[IPv6:2001:db8::1]>|250 2.1.0",
        "RCPT TO:<support@rapport.test>|503 5.5.1", "DATA|503 5.5.1", "VRFY support|252 2.5.0", "EXPN all|502 5.5.1", "AUTH PLAIN AAAA|502 5.5.1",
        "BDAT 10 LAST|502 5.5.1", "STARTTLS|502 5.5.1", "NOOP whatever|250 2.0.0", "HELP|214 2.0.0", "RSET now|501 5.5.4", "XYZZY|500 5.5.1",
        "EHLO|501 5.5.4"})
    void commands_are_checked(String command, String answer) throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.say(command)).startsWith(answer);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "RCPT TO:<support@rapport.test>|250 2.1.5", "RCPT TO:<support+tag@rapport.test>|250 2.1.5", "RCPT TO:<Postmaster>|250 2.1.5",
        "RCPT TO:<>|501 5.1.3",
        "RCPT TO:<victim@elsewhere.test>|550 5.7.1", "RCPT TO:<victim%elsewhere.test@>|501 5.1.3", "RCPT TO:<later@rapport.test>|450 4.2.1",
        "RCPT TO:<broken@rapport.test>|451 4.3.0", "RCPT TO:<süpport@rapport.test>|553 5.6.7",
        "RCPT TO:<support@rapport.test> NOTIFY=NEVER|555 5.5.4",
        "RCPT TO:support@rapport.test|501 5.1.3", "MAIL FROM:<again@example.org>|503 5.5.1", "DATA|554 5.5.1"})
    void recipients_are_checked_and_nothing_is_relayed(String command, String answer) throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.say("MAIL FROM:<linus@example.org>");
            assertThat(client.say(command)).startsWith(answer);
        }
    }

    @Test
    void mail_before_hello_is_refused() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.reply();
            assertThat(client.say("MAIL FROM:<linus@example.org>")).startsWith("503 5.5.1");
        }
    }

    @Test
    void recipients_are_limited() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.say("MAIL FROM:<linus@example.org>");
            for (var i = 0; i < 3; i++) assertThat(client.say("RCPT TO:<a" + i + "@rapport.test>")).startsWith("250");
            assertThat(client.say("RCPT TO:<a4@rapport.test>")).startsWith("452 4.5.3");
        }
    }

    @Test
    void reset_and_hello_forget_the_mail() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.say("MAIL FROM:<linus@example.org>");
            client.say("RSET");
            assertThat(client.say("RCPT TO:<support@rapport.test>")).startsWith("503");
            client.say("MAIL FROM:<linus@example.org>");
            client.say("EHLO again.test");
            assertThat(client.say("RCPT TO:<support@rapport.test>")).startsWith("503");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "POST /api HTTP/1.1", "CONNECT example.org:443 HTTP/1.1"})
    void other_protocols_are_sent_away(String line) throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.say(line)).startsWith("521 5.5.1");
            assertThat(client.reply()).isEmpty();
        }
    }

    @Test
    void a_command_that_is_too_long_ends_the_session() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.say("NOOP " + "x".repeat(5_000))).startsWith("500 5.5.6");
            assertThat(client.reply()).isEmpty();
        }
    }

    @Test
    void a_command_that_is_not_utf8_is_refused() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.send(new byte[] {'N', 'O', 'O', 'P', ' ', (byte) 0xff, (byte) 0xfe, '\r', '\n'});
            assertThat(client.reply()).startsWith("500 5.5.2");
        }
    }

    @Test
    void who_only_chats_is_sent_away() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            var last = "";
            for (var i = 0; i < 101 && !last.startsWith("421"); i++) last = client.say("NOOP");
            assertThat(last).startsWith("421 4.7.0");
        }
    }

    @Test
    void pipelined_commands_are_answered_in_order() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.send("MAIL FROM:<linus@example.org>\r\nRCPT TO:<nobody@elsewhere.test>\r\nRCPT TO:<support@rapport.test>\r\nDATA\r\n");
            assertThat(client.reply()).startsWith("250 2.1.0");
            assertThat(client.reply()).startsWith("550 5.7.1");
            assertThat(client.reply()).startsWith("250 2.1.5");
            assertThat(client.reply()).startsWith("354");
            client.send("Subject: One\r\n\r\n1\r\n.\r\nMAIL FROM:<linus@example.org>\r\nRCPT TO:<support@rapport.test>\r\nDATA\r\n");
            assertThat(client.reply()).startsWith("250 2.0.0");
            client.reply();
            client.reply();
            client.reply();
            assertThat(client.say("Subject: Two\r\n\r\n2\r\n.")).startsWith("250 2.0.0");
        }
        assertThat(room.mails).extracting(RecordingMailroom.Mail::text).containsExactly("Subject: One\r\n\r\n1\r\n", "Subject: Two\r\n\r\n2\r\n");
    }

    @Test
    void the_mailrooms_verdict_is_passed_on_without_forged_lines() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            room.answer = _ -> new Verdict.Refused(554, "5.7.1", "No\r\n250 2.0.0 Ok");
            assertThat(client.mail("x")).isEqualTo("554 5.7.1 No  250 2.0.0 Ok");
            room.answer = _ -> new Verdict.TryLater(451, "4.3.1", "Full");
            assertThat(client.mail("x")).isEqualTo("451 4.3.1 Full");
            room.answer = _ -> {
                throw new IllegalStateException("the database is away");
            };
            assertThat(client.mail("x")).startsWith("451 4.3.0");
            room.answer = _ -> Verdict.ACCEPTED;
            assertThat(client.mail("x")).startsWith("250");
        }
        assertThat(server.counts()).returns(1L, SmtpCounts::accepted).returns(1L, SmtpCounts::refused).returns(2L, SmtpCounts::deferred);
    }
}
