package app.rapport.channel.email.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each of these takes a second or two when its cost grows with its length, and many minutes when it grows with the square.
@Timeout(60)
class HostileHtmlTest {

    private static final int MEGABYTE = 1 << 20;

    private static CleanHtml clean(String html) {
        return MailHtml.clean(html, _ -> Optional.empty());
    }

    private static String filled(String piece) {
        return piece.repeat(MEGABYTE / piece.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!---->a", "<input>a", "<style></style>a", "<a name=x></a>", "<br>", "<svg></svg>a", "<img src=http://a.test width=1 height=1>", "<img>", "<hr>", "<a>",
        "<b><i><p></b></i>x", "</b>", "<select><option>", "&notanentity", "<", "<!a>", "<p style='display:", "<p class='a "})
    void a_megabyte_of_the_same_is_cleaned(String piece) {
        assertThat(clean(filled(piece) + "</p>").visibleText()).hasSizeLessThan(2 * MEGABYTE);
    }

    @Test
    void a_list_of_a_hundred_thousand_is_counted() {
        assertThat(clean("<ol>" + "<li>a".repeat(100_000) + "</ol>").visibleText()).startsWith("1. a\n2. a\n").endsWith("100000. a");
        assertThat(HtmlText.of("<ol><li>a<ol><li>b<li>c</ol><li>d</ol>")).contains("1. a", "1. b", "2. c", "2. d");
    }

    @Test
    void more_lines_than_are_told_apart_are_text_all_the_same() {
        assertThat(clean("a<br>".repeat(210_000) + "the end").fullText()).endsWith("the end").hasLineCount(200_001);
        assertThat(clean("<p>Mine</p><blockquote type=cite>" + "a<br>".repeat(210_000) + "</blockquote>").visibleText()).isEqualTo("Mine");
    }

    @Test
    void what_each_of_nested_elements_asks_for_is_not_all_of_their_text() {
        assertThat(clean("<div class=gmail_attr>".repeat(200) + "word <i>x</i>".repeat(60_000)).fullText()).contains("word xword x");
        var forwarded = "<p>See</p><div class=gmail_attr>" + "<i></i>".repeat(3) + "<b>---------- Forwarded</b></div><p>The mail</p>";
        assertThat(clean(forwarded).visibleText()).contains("Forwarded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b;", "(", "{", "url(", "/*", "\\", "!important ", "1.", "font-size: ", "display  ", "border:none; "})
    void a_style_of_a_megabyte_is_read_once(String piece) {
        assertThat(clean("<p style=\"a:" + filled(piece) + "\">x").visibleText()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "a,", "\\", "@", ";", "\"", "}", "}a{", "a{b:", "<!--", "-"})
    void a_style_sheet_is_read_once(String piece) {
        assertThat(StyleSheet.rewrite(piece.repeat(60_000 / piece.length()))).hasSizeLessThan(200_000);
    }

    @Test
    void elements_that_are_opened_again_in_each_paragraph_are_bounded() {
        var html = new StringBuilder();
        for (var i = 0; i < 30_000; i++) html.append("<b id=").append(i).append("><p>x");
        assertThat(clean(html.toString()).visibleHtml()).hasSizeLessThan(9 * MEGABYTE);
    }
}
