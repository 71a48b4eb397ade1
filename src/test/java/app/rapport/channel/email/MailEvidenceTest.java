package app.rapport.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.channel.spi.Adapter.Incoming;
import app.rapport.platform.intake.Intake;
import app.rapport.testing.Program;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailEvidenceTest {

    @Test
    void only_what_a_mail_names_after_our_last_one_may_be_late() {
        try (var program = new Program()) {
            var ours = "<" + program.bean(MailIds.class).messageId(7) + "> ";
            assertThat(sinceOurs(program, "<first@example.org> " + ours)).isEmpty();
            assertThat(sinceOurs(program, "<first@example.org> " + ours + "<second@example.org> <third@example.org>")).containsExactlyInAnyOrder("second@example.org", "third@example.org");
            assertThat(sinceOurs(program, "<first@example.org>")).containsExactly("first@example.org");
            assertThat(sinceOurs(program, IntStream.range(0, 30).mapToObj(i -> "<" + i + "@example.org>").collect(Collectors.joining("\r\n ")))).hasSize(20).contains("29@example.org");
        }
    }

    private static List<String> sinceOurs(Program program, String references) {
        var mail = ("From: linus@example.org\r\nReferences: " + references + "\r\n\r\nHello.\r\n").getBytes(StandardCharsets.UTF_8);
        var envelope = new MailEnvelope("linus@example.org", "support@example.com", "127.0.0.1").json();
        var open = new Intake.Open(1, new Intake.Arrived("email", 1, new byte[] {1}, 1, envelope, mail, null, mail.length), 1, Instant.EPOCH);
        return ((Incoming) program.bean(EmailAdapter.class).read(open)).evidence().sinceOurs();
    }
}
