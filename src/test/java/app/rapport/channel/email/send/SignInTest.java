package app.rapport.channel.email.send;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.channel.email.mime.MailAddress;
import app.rapport.testing.MoodyMailServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server of other hands that wants to know who we are.
class SignInTest {

    private final GreenMail greenMail = new GreenMail(new ServerSetup[] {new ServerSetup(0,
            "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)});
    private final SmtpSender sender = new SmtpSender(new SenderSettings(
            "rapport.test", Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), SocketFactory.getDefault(), Trust.everything()));

    @BeforeEach
    void start() {
        greenMail.start();
        greenMail.setUser("ada@rapport.test", "ada", "secret");
    }

    @AfterEach
    void stop() {
        sender.close();
        greenMail.stop();
    }

    private SmtpAccount account(String password) {
        return new SmtpAccount("127.0.0.1", greenMail.getSmtp().getPort(), SmtpAccount.Security.NONE, "ada", password);
    }

    private static OutgoingMail mail() {
        return new OutgoingMail(new MailAddress("support@rapport.test", ""), List.of(), List.of(new MailAddress("linus@example.org", "")),
                List.of(), "Hi", "<b>Hi</b>", "Hi", List.of(),
                List.of(), "x@rapport.test", null, List.of(), null, Map.of(), "bounce@rapport.test", Instant.EPOCH);
    }

    @Test
    void who_signs_in_may_send() throws Exception {
        assertThat(sender.send(account("secret"), mail(), "linus@example.org")).isInstanceOf(SendResult.Delivered.class);
        assertThat(greenMail.getReceivedMessages()).hasSize(1);
        assertThat(greenMail.getReceivedMessages()[0].getSubject()).isEqualTo("Hi");
    }

    @Test
    void a_server_that_knows_only_the_old_way_is_signed_in_to_by_that() {
        try (var old = new MoodyMailServer()) {
            old.wantPassword("sécret");
            for (var password : List.of("sécret", "wrong")) {
                sender.send(new SmtpAccount("127.0.0.1", old.port(), SmtpAccount.Security.NONE, "ada", password), mail(), "linus@example.org");
            }
            assertThat(old.taken()).hasSize(1);
        }
    }

    @Test
    void a_wrong_password_is_the_accounts_fault_and_passes() {
        assertThat(sender.send(account("wrong"), mail(), "linus@example.org"))
                .isInstanceOfSatisfying(SendResult.TemporaryFailure.class, failure -> assertThat(failure.code()).isEqualTo(535));
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_over_tls_from_the_start() {
        var account = new SmtpAccount("127.0.0.1", greenMail.getSmtps().getPort(), SmtpAccount.Security.TLS, null, null);
        assertThat(sender.send(account, mail(), "linus@example.org")).isInstanceOf(SendResult.TemporaryFailure.class);
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }
}
