package app.rapport.channel.email.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailParserTest {

    private static final String HEAD = "From: linus@example.org\r\nSubject: Tent\r\n";

    private static ParsedMail parse(String mail) {
        return parse(mail, Limits.USUAL);
    }

    private static ParsedMail parse(String mail, Limits limits) {
        return MailParser.parse(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)), limits);
    }

    private static String part(String content) {
        return "--b\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
    }

    @Test
    void of_ten_thousand_parts_as_many_as_allowed_are_read() throws IOException {
        try (var mail = parse(HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part("x").repeat(10_000) + "--b--\r\n")) {
            assertThat(mail.attachments()).hasSize(1_000);
            assertThat(mail.problems()).containsExactly("more than 1000 parts, the rest ignored");
        }
    }

    @Test
    void multiparts_nested_five_thousand_deep_overflow_nothing() throws IOException {
        var text = new StringBuilder(HEAD);
        for (var i = 10_000; i < 15_000; i++) text.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i)
                .append("\r\n");
        try (var mail = parse(text + "Content-Type: text/plain\r\n\r\nDeep\r\n")) {
            assertThat(mail.subject()).isEqualTo("Tent");
            assertThat(mail.attachments()).hasSize(1);
            assertThat(mail.problems()).anyMatch(problem -> problem.startsWith("nested deeper than 30"));
        }
    }

    @Test
    void messages_nested_five_thousand_deep_are_one_file() throws IOException {
        try (var mail = parse(HEAD + "Content-Type: message/rfc822\r\n\r\n".repeat(5_000) + "x")) {
            assertThat(mail.attachments()).singleElement().returns("message/rfc822", MailPart::contentType);
        }
    }

    @Test
    void headers_without_end_are_cut() throws IOException {
        try (var mail = parse(HEAD + "X-A: b\r\n".repeat(100_000) + "\r\nBody")) {
            assertThat(mail.headers().all("x-a")).hasSizeLessThan(2_001);
            assertThat(mail.problems()).containsExactly("more than 2000 header fields or 4 MB of them, the rest ignored");
            assertThat(mail.text()).isEqualTo("Body");
        }
    }

    @Test
    void a_header_of_two_megabytes_does_not_stop_the_mail() throws IOException {
        try (var mail = parse(HEAD + "X-Long: " + "x".repeat(2 << 20) + "\r\n\r\nBody")) {
            assertThat(mail.subject()).isEqualTo("Tent");
            assertThat(mail.problems()).containsExactly("a header field is longer than 524288 bytes, its rest was cut");
            assertThat(mail.text()).isEqualTo("Body");
        }
    }

    @Test
    void a_body_line_of_two_megabytes_is_text() throws IOException {
        try (var mail = parse(HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + "x".repeat(2 << 20) + "\r\n--b--\r\n")) {
            assertThat(mail.text()).hasSize(2 << 20);
            assertThat(mail.problems()).isEmpty();
        }
    }

    @Test
    void a_text_that_is_too_long_is_cut_and_says_so() throws IOException {
        try (var mail = parse(HEAD + "\r\n" + "x".repeat(1_000), new Limits(10, 5, 10, 1_000, new Limits.Text(100, 150, 100), 10_000))) {
            assertThat(mail.text()).hasSize(100);
            assertThat(mail.problems()).containsExactly("a text is longer than 100 bytes, its rest was cut");
        }
    }

    @Test
    void an_attachment_of_50_mb_goes_through_a_file_and_little_memory() throws IOException {
        var line = ("QUJD".repeat(19) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var lines = 50_000_000 / line.length;
        var body = IntStream.range(0, lines).mapToObj(_ -> (InputStream) new ByteArrayInputStream(line)).iterator();
        var head = HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee\r\n--b\r\nContent-Type: video/mp4; "
                + "name=a.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        var whole = new SequenceInputStream(new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII)),
                new SequenceInputStream(new SequenceOf(body)));
        try (var mail = MailParser.parse(whole, Limits.USUAL)) {
            var part = mail.attachments().getFirst();
            assertThat(part.size()).isEqualTo(lines * 57L);
            try (var in = part.open()) {
                assertThat(in.readNBytes(6)).isEqualTo("ABCABC".getBytes(StandardCharsets.US_ASCII));
            }
            try (var in = part.open()) {
                assertThat(in.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(part.size());
            }
        }
    }

    private record SequenceOf(java.util.Iterator<InputStream> all) implements java.util.Enumeration<InputStream> {
        @Override
        public boolean hasMoreElements() {
            return all.hasNext();
        }

        @Override
        public InputStream nextElement() {
            return all.next();
        }
    }

    @Test
    void several_spooled_attachments_do_not_mix() throws IOException {
        var big = HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part("a".repeat(100_000)) + part("b".repeat(100_000)) + part("c")
                + "--b--\r\n";
        var mail = parse(big);
        for (var i = 0; i < 3; i++) {
            try (var in = mail.attachments().get(i).open()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).matches(("" + (char) ('a' + i)) + "+")
                        .hasSize((int) mail.attachments().get(i).size());
            }
        }
        mail.close();
        assertThatThrownBy(() -> mail.attachments().getFirst().open()).isInstanceOf(IOException.class);
    }

    @Test
    void nothing_at_all_is_unparseable() {
        assertThatThrownBy(() -> parse("")).isInstanceOf(UnparseableMail.class);
        assertThatThrownBy(() -> parse(" \r\n\r\n ")).isInstanceOf(UnparseableMail.class);
        assertThatThrownBy(() -> parse("\0\1\2\3".repeat(100))).isInstanceOf(UnparseableMail.class);
    }

    @Test
    void references_are_in_order_once_each_and_the_answered_one_last() throws IOException {
        try (var mail = parse(HEAD + "References: <a@x> <b@x>\r\n <a@x> <c@x>\r\nIn-Reply-To: <d@x>\r\n\r\nx")) {
            assertThat(mail.references()).containsExactly("a@x", "b@x", "c@x", "d@x");
        }
        var many = new StringBuilder("References:");
        for (var i = 0; i < 500; i++) many.append(" <").append(i).append("@x>");
        try (var mail = parse(HEAD + many + "\r\n\r\nx")) {
            assertThat(mail.references()).hasSize(200).startsWith("0@x", "301@x").endsWith("499@x");
        }
    }

    @Test
    void random_bytes_throw_nothing_else_than_unparseable() {
        qt().withExamples(300).forAll(integers().all(), integers().between(0, 3_000)).check((seed, length) -> {
            var bytes = new byte[length];
            new Random(seed).nextBytes(bytes);
            return survives(bytes);
        });
    }

    @Test
    void real_mails_with_flipped_bytes_are_survived() throws IOException {
        var raw = Files.readAllBytes(Path.of("src/test/resources/email/outlook-desktop-de.eml"));
        qt().withExamples(500).forAll(integers().all(), integers().between(1, 60)).check((seed, flips) -> {
            var random = new Random(seed);
            var broken = raw.clone();
            for (var i = 0; i < flips; i++) broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            return survives(broken);
        });
    }

    private static boolean survives(byte[] bytes) {
        try (var mail = MailParser.parse(new ByteArrayInputStream(bytes), Limits.USUAL)) {
            return !mail.subject().contains("\0");
        } catch (UnparseableMail expected) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
