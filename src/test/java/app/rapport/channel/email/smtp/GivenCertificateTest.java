package app.rapport.channel.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.testing.Program;
import app.rapport.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The certificate that an administrator gives the mail port, as PEM files.
class GivenCertificateTest {

    @TempDir
    private Path folder;

    @Test
    void it_is_the_one_that_senders_see() throws Exception {
        var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        var certificate = SelfSigned.certificate("mail.example.com", keys, Instant.now());
        var settings = Map.of("rapport.smtp-tls-cert", pem("CERTIFICATE", certificate.getEncoded()).toString(),
                "rapport.smtp-tls-key", pem("PRIVATE KEY", keys.getPrivate().getEncoded()).toString());
        try (var program = new Program(settings); var client = RawClient.greeted(program.smtpPort())) {
            client.say("STARTTLS");
            assertThat(client.encrypt().getSession().getPeerCertificates()).containsExactly(certificate);
        }
    }

    @Test
    void one_that_cannot_be_read_is_said_at_the_start() throws IOException {
        var settings = Map.of("rapport.smtp-tls-cert", pem("CERTIFICATE", new byte[] {1, 2, 3}).toString());
        assertThatThrownBy(() -> new Program(settings).close()).hasStackTraceContaining("certificate");
    }

    private Path pem(String what, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(folder.resolve(what.replace(' ', '-') + ".pem"), "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }
}
