package app.rapport.channel.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.RawClient;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartTlsTest extends SmtpServerCase {

    @BeforeEach
    void withTls() {
        restart(settings().with(SelfSigned.context("mail.rapport.test", Instant.now())));
    }

    @Test
    void a_mail_is_taken_over_an_encrypted_line() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.say("EHLO client.test")).contains("250-STARTTLS");
            assertThat(client.say("STARTTLS")).startsWith("220 2.0.0");
            client.encrypt();
            assertThat(client.say("EHLO client.test")).doesNotContain("STARTTLS");
            assertThat(client.say("STARTTLS")).startsWith("503 5.5.1");
            assertThat(client.mail("Subject: Tent\r\n\r\nIt leaks")).startsWith("250 2.0.0");
        }
        assertThat(room.mails.getFirst().envelope().client().tls()).isTrue();
        assertThat(server.counts().encrypted()).isOne();
    }

    @Test
    void what_was_pipelined_in_the_clear_is_discarded() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.send("STARTTLS\r\nMAIL FROM:<forged@bank.test>\r\nRCPT TO:<support@rapport.test>\r\n");
            assertThat(client.reply()).startsWith("220");
            client.encrypt();
            assertThat(client.say("NOOP")).isEqualTo("250 2.0.0 Ok");
            assertThat(client.say("RCPT TO:<support@rapport.test>")).startsWith("503 5.5.1");
        }
    }

    @Test
    void what_was_said_in_the_clear_is_forgotten() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.say("MAIL FROM:<forged@bank.test>");
            client.say("STARTTLS");
            client.encrypt();
            assertThat(client.say("RCPT TO:<support@rapport.test>")).startsWith("503");
            assertThat(client.say("MAIL FROM:<linus@example.org>")).startsWith("503 5.5.1 Say EHLO");
        }
    }

    @Test
    void starttls_takes_no_argument() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.say("STARTTLS now")).startsWith("501 5.5.4");
        }
    }

    @Test
    void the_certificate_of_our_own_names_the_host_and_is_signed_with_its_key() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.say("STARTTLS");
            var certificate = (X509Certificate) client.encrypt().getSession().getPeerCertificates()[0];
            certificate.verify(certificate.getPublicKey());
            certificate.checkValidity();
            assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=mail.rapport.test");
            assertThat(certificate.getSubjectAlternativeNames()).anySatisfy(name -> assertThat(name.get(1)).isEqualTo("mail.rapport.test"));
        }
    }
}
