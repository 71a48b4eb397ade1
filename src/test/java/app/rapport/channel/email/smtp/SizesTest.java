package app.rapport.channel.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.RawClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class SizesTest extends SmtpServerCase {

    @Test
    void a_mail_of_50_mb_is_spooled_and_its_file_goes_afterwards() throws Exception {
        restart(settings().with(new SmtpSettings.Limits(50L << 20, 3, 50, 20, 1_000, 1_000, false)));
        var line = ("x".repeat(1_022) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var digest = MessageDigest.getInstance("SHA-256");
        try (var client = RawClient.greeted(server.port())) {
            client.envelope("linus@example.org", "support@rapport.test");
            for (var i = 0; i < 50 << 10; i++) {
                client.send(line);
                digest.update(line);
            }
            assertThat(client.say(".")).startsWith("250");
        }
        var mail = room.mails.getFirst();
        assertThat(mail.size()).isEqualTo(50L << 20);
        assertThat(mail.inMemory()).isFalse();
        assertThat(mail.sha256()).isEqualTo(digest.digest());
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void one_byte_over_the_limit_is_refused() throws Exception {
        restart(settings().with(new SmtpSettings.Limits(1_000, 3, 50, 20, 1_000, 1_000, false)));
        try (var client = RawClient.greeted(server.port())) {
            assertThat(client.mail("x".repeat(998))).startsWith("250");
            assertThat(client.mail("x".repeat(999))).startsWith("552 5.3.4");
        }
    }

    @Test
    void a_body_up_to_64_kb_stays_in_memory() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.mail(("x".repeat(62) + "\r\n").repeat(1_023) + "x".repeat(62));
            client.mail(("x".repeat(62) + "\r\n").repeat(1_024));
        }
        assertThat(room.mails).extracting(RecordingMailroom.Mail::size).containsExactly(65_536L, 65_538L);
        assertThat(room.mails).extracting(RecordingMailroom.Mail::inMemory).containsExactly(true, false);
    }

    @Test
    void a_client_that_breaks_off_leaves_no_mail_and_no_file() throws Exception {
        try (var client = RawClient.greeted(server.port())) {
            client.envelope("linus@example.org", "support@rapport.test");
            client.send("x\r\n".repeat(50_000));
        }
        server.stop(java.time.Duration.ofSeconds(5));
        assertThat(room.mails).isEmpty();
        assertThat(spool).isEmptyDirectory();
    }
}
