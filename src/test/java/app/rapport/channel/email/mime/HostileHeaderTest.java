package app.rapport.channel.email.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers of half a megabyte and more: a moment when each letter is looked at so many times, minutes when it is once more for each of the others.
@Timeout(60)
class HostileHeaderTest {

    private static final String HEAD = "From: linus@example.org\r\n";
    private static final int LENGTH = 500_000;

    private static ParsedMail parse(String mail) {
        return MailParser.parse(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)), Limits.USUAL);
    }

    private static String numbered(int count, String before, String after) {
        return IntStream.range(0, count).mapToObj(i -> before + i + after).collect(Collectors.joining());
    }

    private static String filled(String piece) {
        return piece.repeat(LENGTH / piece.length());
    }

    @Test
    void a_header_of_many_folded_lines_is_unfolded_once() throws IOException {
        try (var mail = parse(HEAD + "Subject: Tent" + "\r\n x".repeat(250_000) + "\r\n\r\nBody")) {
            assertThat(mail.subject()).startsWith("Tent x x x").hasSizeBetween(999, 1_000);
            assertThat(mail.text()).isEqualTo("Body");
        }
    }

    @ParameterizedTest
    @CsvSource({"=?utf-8?B?A?= ,=?utf-8?B?AAAA?= ", "=?utf-8?Q?=C3?= ,=?utf-8?Q?=B6?= ", "=?,=?", "=?a?q?,=?a?q?", "=?a?q?x,xxxx", "=,?"})
    void encoded_words_are_decoded_once(String first, String then) throws IOException {
        var words = first + filled(then);
        try (var mail = parse("Subject: " + words + "\r\nFrom: " + words + "\r\n\r\nBody")) {
            assertThat(mail.text()).isEqualTo("Body");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "'", "\"x\"", "b@", "<", "(", "\\", "a", "a@b.test, ", "x <a@b.test>; ", "group:;", "@", "\"a\"@b,", "=?", "a@b:"})
    void address_lists_are_read_once(String piece) {
        assertThat(MailAddress.parseAll("a@" + filled(piece))).hasSizeLessThanOrEqualTo(2_000);
        assertThat(MailAddress.parseAll(filled(piece))).hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void a_name_in_many_quotes_is_no_trouble() {
        var quotes = filled("'");
        assertThat(MailAddress.parseAll(quotes + "Linus" + quotes + " <linus@example.org>")).singleElement().returns("linus@example.org", MailAddress::address);
        assertThat(MailAddress.parseAll("'''Linus''' <linus@example.org>")).containsExactly(new MailAddress("linus@example.org", "Linus"));
    }

    @Test
    void thousands_of_continued_parameters_are_put_together() {
        assertThat(Parameters.parse("text/plain" + numbered(9_999, "; name*", "=abcdefghij")).get("name").orElseThrow()).hasSize(99_990);
        assertThat(Parameters.parse("text/plain" + numbered(50_000, "; name", "*=utf-8''%C3%B6")).parameters()).hasSize(50_000).containsEntry("name7", "ö");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "a", "\\", "\\\"", " ", ";a=\"", "*", "; a", "; a*0=\"", ";a= "})
    void parameters_are_read_once(String piece) {
        for (var first : new String[] {"", ";a=\"", ";a="}) assertThat(Parameters.parse("text/plain;" + first + filled(piece)).value()).isEqualTo("text/plain");
    }

    @Test
    void of_a_hundred_thousand_references_the_first_and_the_latest_stay() throws IOException {
        var fields = IntStream.range(0, 10).mapToObj(i -> "References:" + numbered(10_000, " <" + i + ".", "@example.org>\r\n")).collect(Collectors.joining());
        try (var mail = parse(HEAD + fields + "\r\nBody")) {
            assertThat(mail.references()).hasSize(200).startsWith("0.0@example.org").endsWith("9.9999@example.org");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a@", "<", "< ", "<a ", "@", ";"})
    void ids_are_found_in_one_pass(String piece) {
        assertThat(MessageIds.all(filled(piece))).hasSizeLessThan(1_000);
    }

    @Test
    void ids_without_brackets_are_found_as_before() {
        assertThat(MessageIds.all("one@example.org,two@example.org")).containsExactly("one@example.org", "two@example.org");
        assertThat(MessageIds.all("a@b@c words")).containsExactly("a@b@c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1 ", "1 Jan ", "1 Jan 2020 ", "-", " ", "1-"})
    void dates_are_looked_for_in_one_pass(String piece) {
        assertThat(MailDates.parse("1" + filled(piece))).isNull();
    }

    @Test
    void a_report_of_empty_lines_overflows_nothing() {
        assertThat(HeaderReader.groups("Action: failed\r\n" + "\r\n".repeat(1_000_000) + "Status: 5.1.1" + "\n \t".repeat(1_000_000))).hasSize(2);
        assertThat(HeaderReader.groups("a: b\n\n".repeat(100_000))).hasSize(200);
    }

    @Test
    void a_boundary_longer_than_any_program_writes_is_not_looked_for() throws IOException {
        var dashes = "-".repeat(60_000);
        try (var mail = parse(HEAD + "Content-Type: multipart/mixed; boundary=\"" + dashes.substring(40_000) + "b\"\r\n\r\n" + (dashes + "\r\n").repeat(400))) {
            assertThat(mail.attachments()).singleElement().returns("multipart/mixed", MailPart::contentType);
            assertThat(mail.problems()).containsExactly("a multipart whose type is longer than 500 letters, the inner part kept as a file");
        }
    }

    @Test
    void a_thousand_files_are_looked_for_in_the_html_at_once() throws IOException {
        var parts = numbered(900, "--b\r\nContent-Type: image/png\r\nContent-ID: <", "@x>\r\n\r\nx\r\n");
        var html = "cid:".repeat(900_000) + "<img src='cid:7@X'>";
        try (var mail = parse(HEAD + "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n" + html + "\r\n" + parts + "--b--\r\n")) {
            assertThat(mail.attachments()).hasSize(900).filteredOn(MailPart::inline).extracting(MailPart::contentId).containsExactly("7@x");
        }
    }

    @Test
    void texts_of_a_thousand_parts_are_put_together_once() throws IOException {
        var part = "--b\r\n\r\n" + "x".repeat(10_000) + "\r\n";
        try (var mail = parse(HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part.repeat(999) + "--b--\r\n")) {
            assertThat(mail.text()).hasSizeBetween(8_000_000, 8_400_000);
            assertThat(mail.shortened()).isTrue();
        }
    }
}
