package app.rapport.channel.email.classify;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.channel.email.mime.Limits;
import app.rapport.channel.email.mime.MailParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports that are no machine's: their prose is read so many times, whatever it is.
@Timeout(60)
class HostileBounceTest {

    private static final String HEAD = "From: mailer-daemon@example.org\r\nSubject: failure notice\r\n";

    private static Classification judged(String mail) throws IOException {
        try (var parsed = MailParser.parse(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)), Limits.USUAL)) {
            return MailKind.of(parsed, "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@", "@a", "<a@a", "-", "> ", "550 ", "5.1.1 ", "Message-ID: <", "received: ", "will ", "a@b.test ", "<a@b.test>: "})
    void prose_is_read_once(String piece) throws IOException {
        var text = piece.repeat(500_000 / piece.length());
        assertThat(judged(HEAD + "\r\n<" + text).automatic()).isEqualTo(Automatic.BOUNCE);
        assertThat(judged(HEAD + "\r\n" + text.replaceAll("(.{1,70})", "$1\r\n")).automatic()).isEqualTo(Automatic.BOUNCE);
    }

    @Test
    void of_very_many_recipients_some_are_looked_for() throws IOException {
        var addresses = IntStream.range(0, 2_000).mapToObj(i -> "a" + i + "@b.test").collect(Collectors.joining(", "));
        var bounce = judged(HEAD + "X-Failed-Recipients: " + addresses + "\r\n\r\n" + (addresses + "\r\n").repeat(3)).bounce().orElseThrow();
        assertThat(bounce.recipients()).hasSize(50).first().returns("a0@b.test", Bounce.Recipient::address);
    }

    @Test
    void an_id_longer_than_a_line_is_none() throws IOException {
        var returned = "--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <" + "x".repeat(100_000) + "@y>\r\n\r\n--b--\r\n";
        assertThat(judged(HEAD + "Content-Type: multipart/report; boundary=b\r\n\r\n" + returned).bounce().orElseThrow().originalMessageId()).isNull();
    }
}
