package app.rapport.channel.email.send;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.channel.email.mime.Limits;
import app.rapport.channel.email.mime.MailAddress;
import app.rapport.channel.email.mime.MailParser;
import app.rapport.channel.email.smtp.Body;
import app.rapport.channel.email.smtp.Client;
import app.rapport.channel.email.smtp.Envelope;
import app.rapport.channel.email.smtp.Mailroom;
import app.rapport.channel.email.smtp.SelfSigned;
import app.rapport.channel.email.smtp.SmtpServer;
import app.rapport.channel.email.smtp.SmtpSettings;
import app.rapport.channel.email.smtp.Verdict;
import app.rapport.platform.outbound.TargetCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpSenderTest implements Mailroom {

    private record Received(Envelope envelope, byte[] raw) {}

    private final List<Received> received = new ArrayList<>();
    private final SmtpSender sender = new SmtpSender(settings(null));
    private SmtpServer server = SmtpServer.start(SmtpSettings.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "localhost"), this);

    private static SenderSettings settings(javax.net.ssl.@org.jspecify.annotations.Nullable SSLSocketFactory trusted) {
        return new SenderSettings("rapport.test", Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), SocketFactory.getDefault(), trusted);
    }

    @Override
    public Verdict recipient(String from, String address, Client client) {
        if (address.startsWith("gone")) return new Verdict.Refused(550, "5.1.1", "Gone");
        return address.startsWith("full") ? new Verdict.TryLater(452, "4.2.2", "Full") : Verdict.ACCEPTED;
    }

    @Override
    public Verdict accept(Envelope envelope, Body body) {
        try (var in = body.open()) {
            received.add(new Received(envelope, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return envelope.recipients().contains("spam@example.org") ? new Verdict.Refused(554, "5.7.1", "Spam") : Verdict.ACCEPTED;
    }

    @AfterEach
    void stop() {
        sender.close();
        server.close();
    }

    private SmtpAccount account(SmtpAccount.Security security) {
        return new SmtpAccount("localhost", server.port(), security, null, null);
    }

    private static MailAddress address(String address, String name) {
        return new MailAddress(address, name);
    }

    private static OutgoingFile file(String name, String type, @org.jspecify.annotations.Nullable String id, String content) {
        return new OutgoingFile(name, type, id, () -> new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static OutgoingMail mail() {
        return new OutgoingMail(address("support@rapport.test", "Ada über Rapport"), List.of(address("support+42.sig@rapport.test", "")),
                List.of(address("linus@example.org", "Linus Berg")), List.of(address("grace@example.org", "Grace, Ünsal")),
                        "Ihr Zelt – Größe\r\nBcc: x@y.test",
                "<p>Grüße <img src=\"cid:seam@rapport\"></p>", "Grüße\n.\n..dots", List.of(file("seam.png", "image/png", "seam@rapport", "PNG")),
                List.of(file("Rechnung für €.pdf", "application/pdf", null, "PDF".repeat(50_000)),
                        file("mail.eml", "message/rfc822", null, "Subject: x\n\nx")),
                "out-1.sig@rapport.test", "linus-1@example.org", List.of("linus-0@example.org", "linus-1@example.org"), "auto-replied",
                Map.of("X-Rapport", "1\r\nBcc: x"),
                "bounce+1@rapport.test", Instant.parse("2026-11-23T09:15:00Z"));
    }

    @Test
    void a_mail_arrives_whole_at_its_one_recipient() throws IOException {
        var result = sender.send(account(SmtpAccount.Security.NONE), mail(), "linus@example.org");
        assertThat(result).isEqualTo(new SendResult.Delivered("250 2.0.0 Ok"));
        var envelope = received.getFirst().envelope();
        assertThat(envelope.recipients()).containsExactly("linus@example.org");
        assertThat(envelope.from()).isEqualTo("bounce+1@rapport.test");
        assertThat(envelope.client().name()).isEqualTo("rapport.test");
        try (var parsed = MailParser.parse(new ByteArrayInputStream(received.getFirst().raw()), Limits.USUAL)) {
            assertThat(parsed.subject()).isEqualTo("Ihr Zelt – Größe Bcc: x@y.test");
            assertThat(parsed.from()).isEqualTo(address("support@rapport.test", "Ada über Rapport"));
            assertThat(parsed.cc()).containsExactly(address("grace@example.org", "Grace, Ünsal"));
            assertThat(parsed.replyTo()).containsExactly(address("support+42.sig@rapport.test", ""));
            assertThat(parsed.messageId()).isEqualTo("out-1.sig@rapport.test");
            assertThat(parsed.references()).containsExactly("linus-0@example.org", "linus-1@example.org");
            assertThat(parsed.date()).isEqualTo("2026-11-23T09:15:00Z");
            assertThat(parsed.headers().first("auto-submitted")).contains("auto-replied");
            assertThat(parsed.headers().has("bcc")).isFalse();
            assertThat(parsed.text()).isEqualToNormalizingNewlines("Grüße\n.\n..dots");
            assertThat(parsed.html()).contains("Grüße");
            assertThat(parsed.attachments()).extracting(part -> part.name() + " " + part.size() + " " + part.inline())
                    .containsExactly("seam.png 3 true", "Rechnung für €.pdf 150000 false", "mail.eml 13 false");
            assertThat(parsed.problems()).isEmpty();
        }
    }

    /// Some server behind the first one may not have it, and would send back what never needed it.
    @Test
    void only_addresses_beyond_ascii_ask_for_smtputf8() {
        for (var recipient : List.of("linus@example.org", "lïnus@example.org")) assertThat(sender.send(account(SmtpAccount.Security.NONE), mail(), recipient)).isInstanceOf(SendResult.Delivered.class);
        assertThat(received).extracting(one -> one.envelope().utf8()).containsExactly(false, true);
        assertThat(new String(received.getFirst().raw(), StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0]).matches("\\p{ASCII}+");
    }

    /// Half of a character is a line break.
    @Test
    void the_ids_of_others_begin_no_header() {
        var id = "a\u010d\u010aX-Evil:1@example.org";
        var mail = mail();
        sender.send(account(SmtpAccount.Security.NONE), new OutgoingMail(mail.from(), mail.replyTo(), mail.to(), mail.cc(), "\u010d\u010aX-Evil:2", null, "x", List.of(),
                List.of(file("\u010d\u010aX-Evil:3", "text/plain", null, "x")), mail.messageId(), id, List.of("fine@example.org", id), null,
                Map.of("X-Rapport", "\u010d\u010aX-Evil:4"), mail.envelopeSender(), mail.date()), "linus@example.org");
        assertThat(new String(received.getFirst().raw(), StandardCharsets.ISO_8859_1)).contains("References: <fine@example.org>").doesNotContainPattern("(?m)^X-Evil");
    }

    @Test
    void the_connection_is_kept_and_used_again() {
        for (var i = 0; i < 5; i++) assertThat(sender.send(account(SmtpAccount.Security.NONE), mail(), "linus@example.org"))
                .isInstanceOf(SendResult.Delivered.class);
        assertThat(received).hasSize(5);
        assertThat(server.counts().connections()).isOne();
    }

    @Test
    void a_connection_that_nobody_used_for_a_while_is_not_kept() {
        var usual = settings(null);
        try (var forgetful = new SmtpSender(new SenderSettings(usual.hostname(), usual.connect(), usual.answer(), Duration.ZERO, usual.sockets(), null))) {
            for (var i = 0; i < 2; i++) assertThat(forgetful.send(account(SmtpAccount.Security.NONE), mail(), "linus@example.org")).isInstanceOf(SendResult.Delivered.class);
        }
        assertThat(server.counts().connections()).isEqualTo(2);
    }

    @Test
    void a_kept_connection_that_died_is_replaced() {
        var port = server.port();
        sender.send(account(SmtpAccount.Security.NONE), mail(), "linus@example.org");
        server.close();
        server = SmtpServer.start(SmtpSettings.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "localhost"), this);
        assertThat(sender.send(account(SmtpAccount.Security.NONE), mail(), "linus@example.org")).isInstanceOf(SendResult.Delivered.class);
    }

    @Test
    void refusals_are_told_apart() {
        var account = account(SmtpAccount.Security.NONE);
        assertThat(sender.send(account, mail(), "gone@example.org")).isEqualTo(new SendResult.PermanentFailure(550, "5.1.1", "550 5.1.1 Gone"));
        assertThat(sender.send(account, mail(), "full@example.org")).isEqualTo(new SendResult.TemporaryFailure(452, "4.2.2", "452 4.2.2 Full", false));
        assertThat(sender.send(account, mail(), "spam@example.org")).isEqualTo(new SendResult.PermanentFailure(554, "5.7.1", "554 5.7.1 Spam"));
        assertThat(sender.send(account, mail(), "not an address")).isInstanceOf(SendResult.PermanentFailure.class);
        assertThat(sender.send(account, mail(), "linus@example.org")).isInstanceOf(SendResult.Delivered.class);
    }

    @Test
    void a_server_that_is_away_is_a_temporary_failure() {
        var account = account(SmtpAccount.Security.NONE);
        server.close();
        assertThat(sender.send(account, mail(), "linus@example.org")).isInstanceOfSatisfying(SendResult.TemporaryFailure.class, failure -> {
            assertThat(failure.code()).isZero();
            assertThat(failure.account()).isTrue();
            assertThat(failure.text()).contains("refused").doesNotContain("factory");
        });
    }

    @Test
    void an_attachment_that_cannot_be_read_is_a_temporary_failure_and_sends_nothing() {
        var broken = new OutgoingFile("x", "a/b", null, () -> {
            throw new IOException("the disk is away");
        });
        var mail = mail();
        var with = new OutgoingMail(mail.from(), mail.replyTo(), mail.to(), mail.cc(), mail.subject(), null, mail.text(), List.of(),
                List.of(broken), mail.messageId(), null,
                List.of(), null, Map.of(), "", mail.date());
        assertThat(sender.send(account(SmtpAccount.Security.NONE), with, "linus@example.org")).isInstanceOf(SendResult.TemporaryFailure.class);
        assertThat(received).isEmpty();
    }

    @Test
    void a_mail_of_text_alone_with_an_empty_envelope_sender_is_simple() throws IOException {
        var mail = mail();
        var plain = new OutgoingMail(mail.from(), List.of(), mail.to(), List.of(), "Hi", null, "Just text", List.of(), List.of(),
                "id@rapport.test", null, List.of(), null, Map.of(), "", mail.date());
        assertThat(sender.send(account(SmtpAccount.Security.NONE), plain, "linus@example.org")).isInstanceOf(SendResult.Delivered.class);
        assertThat(received.getFirst().envelope().from()).isEmpty();
        assertThat(new String(received.getFirst().raw(), StandardCharsets.UTF_8)).doesNotContain("multipart").endsWith("Just text\r\n");
    }

    @Test
    void addresses_beyond_ascii_are_sent_by_smtputf8() {
        assertThat(sender.send(account(SmtpAccount.Security.NONE), mail(), "用户@example.org")).isInstanceOf(SendResult.Delivered.class);
        assertThat(received.getFirst().envelope().recipients()).containsExactly("用户@example.org");
        assertThat(received.getFirst().envelope().utf8()).isTrue();
    }

    @Test
    void starttls_is_required_when_set_and_its_certificate_is_checked() {
        assertThat(sender.send(account(SmtpAccount.Security.STARTTLS), mail(), "linus@example.org"))
                .isInstanceOfSatisfying(SendResult.TemporaryFailure.class, failure -> assertThat(failure.text()).contains("STARTTLS"));
        server.close();
        var own = SelfSigned.context("localhost", Instant.now());
        server = SmtpServer.start(SmtpSettings.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "localhost").with(own), this);
        assertThat(sender.send(account(SmtpAccount.Security.STARTTLS), mail(), "linus@example.org")).isInstanceOf(SendResult.TemporaryFailure.class);
        assertThat(received).isEmpty();
        try (var trusting = new SmtpSender(settings(Trust.everything()))) {
            assertThat(trusting.send(account(SmtpAccount.Security.STARTTLS), mail(), "linus@example.org")).isInstanceOf(SendResult.Delivered.class);
        }
        assertThat(received.getFirst().envelope().client().tls()).isTrue();
    }

    @Test
    void a_certificate_of_another_host_is_refused_even_when_trusted() {
        server.close();
        server = SmtpServer.start(SmtpSettings.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "localhost")
                .with(SelfSigned.context("elsewhere.test", Instant.now())), this);
        try (var trusting = new SmtpSender(settings(Trust.everything()))) {
            assertThat(trusting.send(account(SmtpAccount.Security.STARTTLS), mail(), "linus@example.org"))
                    .isInstanceOf(SendResult.TemporaryFailure.class);
        }
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SmtpAccount.Security.class)
    void a_name_that_leads_somewhere_else_when_it_is_connected_to_is_never_connected_to(SmtpAccount.Security security) {
        var answers = new ArrayDeque<>(List.of("1.1.1.1"));
        var rebinding = new TargetCheck(false, _ -> List.of(InetAddress.ofLiteral(answers.isEmpty() ? "127.0.0.1" : answers.remove())));
        rebinding.check("outbound.host", "localhost");
        var settings = new SenderSettings("rapport.test", Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), rebinding.sockets(), Trust.everything());
        try (var guarded = new SmtpSender(settings)) {
            assertThat(guarded.send(account(security), mail(), "linus@example.org"))
                    .isInstanceOfSatisfying(SendResult.TemporaryFailure.class, failure -> assertThat(failure.text()).contains("RAPPORT_ALLOW_PRIVATE_TARGETS"));
        }
        assertThat(server.counts().connections()).isZero();
    }

    @Test
    void a_server_without_sign_in_is_not_told_the_password() {
        var account = new SmtpAccount("localhost", server.port(), SmtpAccount.Security.NONE, "ada", "secret");
        assertThat(sender.send(account, mail(), "linus@example.org")).isInstanceOfSatisfying(SendResult.TemporaryFailure.class, failure ->
                assertThat(failure.code()).isEqualTo(504));
        assertThat(account.toString()).doesNotContain("secret");
    }
}
