package app.rapport.channel.email.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Limits over the whole mail: many moderate pieces are no way around them.
class AllowanceTest {

    private static final String HEAD = "From: linus@example.org\r\nSubject: Tent\r\n";
    private static final String MIXED = HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    private static final Limits SMALL = new Limits(10, 5, 10, 1_000, new Limits.Text(100, 150, 8), 2_000);

    private static ParsedMail parse(String mail) {
        return MailParser.parse(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)), SMALL);
    }

    private static String part(String type, String content) {
        return "--b\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n";
    }

    @Test
    void texts_share_what_may_be_shown() throws IOException {
        try (var mail = parse(MIXED + part("text/plain", "x".repeat(90)).repeat(5) + part("application/pdf", "whole") + "--b--\r\n")) {
            assertThat(mail.text()).startsWith("x".repeat(90) + "\n" + "x".repeat(60)).hasSizeLessThan(160);
            assertThat(mail.problems()).containsExactly("its texts are longer than 150 bytes or 8 lines, the rest was cut");
            assertThat(mail.attachments()).singleElement().returns(5L, MailPart::size);
            assertThat(mail.shortened()).isTrue();
            assertThat(mail.cut()).isFalse();
        }
    }

    @Test
    void plain_texts_share_their_lines_and_html_does_not_count() throws IOException {
        try (var mail = parse(MIXED + part("text/html", "<p>\r\n".repeat(10)) + part("text/plain", "a\r\n".repeat(5)) + part("text/plain", "b\r\n".repeat(5)) + "--b--\r\n")) {
            assertThat(mail.html()).contains("a\na\na\na\na\n").doesNotContain("b\nb\nb\nb");
            assertThat(mail.shortened()).isTrue();
        }
    }

    @Test
    void what_ends_a_line_in_any_way_counts_where_a_boundary_never_came_as_well() throws IOException {
        try (var mail = parse(MIXED + "a\r".repeat(20))) {
            assertThat(mail.text()).isEqualTo("a\n".repeat(8));
        }
    }

    @Test
    void a_mail_that_is_as_long_as_allowed_is_whole() throws IOException {
        try (var mail = parse(HEAD + "\r\n" + "x\r\n".repeat(7) + "x")) {
            assertThat(mail.text()).hasSize(15);
            assertThat(mail.shortened()).isFalse();
            assertThat(mail.problems()).isEmpty();
        }
    }

    @Test
    void files_share_the_length_of_the_mail() throws IOException {
        try (var mail = parse(MIXED + part("application/pdf", "x".repeat(500)).repeat(6) + "--b--\r\n")) {
            assertThat(mail.cut()).isTrue();
            assertThat(mail.problems()).contains("longer than 2000 bytes, the rest ignored");
            assertThat(mail.attachments()).hasSizeLessThan(5);
            assertThat(mail.attachments().stream().mapToLong(MailPart::size).sum()).isLessThan(2_000);
        }
    }

    @Test
    void mails_in_each_other_are_no_way_around_it() throws IOException {
        try (var mail = parse(HEAD + "Content-Type: message/rfc822\r\n\r\n".repeat(5) + MIXED + part("application/pdf", "x".repeat(500)).repeat(6))) {
            assertThat(mail.cut()).isTrue();
            assertThat(mail.attachments().stream().mapToLong(MailPart::size).sum()).isLessThan(2_000);
        }
    }

    @Test
    void one_byte_less_is_not_too_long() throws IOException {
        var start = HEAD + "Content-Type: application/pdf\r\n\r\n";
        try (var mail = parse(start + "x".repeat(2_000 - start.length())); var longer = parse(start + "x".repeat(2_001 - start.length()))) {
            assertThat(mail.cut()).isFalse();
            assertThat(longer.cut()).isTrue();
        }
    }

    @Test
    void files_written_into_a_text_are_parts_like_others() throws IOException {
        try (var mail = MailParser.parse(new ByteArrayInputStream((HEAD + "\r\n" + "begin 644 a\r\n#0V%T\r\nend\r\n".repeat(20)).getBytes(StandardCharsets.UTF_8)),
                new Limits(10, 5, 10, 1_000, new Limits.Text(1_000, 1_000, 1_000), 2_000))) {
            assertThat(mail.attachments()).hasSize(9);
            assertThat(mail.cut()).isTrue();
            assertThat(mail.problems()).containsExactly("more than 10 parts, the rest ignored");
        }
    }
}
