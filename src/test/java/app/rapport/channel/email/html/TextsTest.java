package app.rapport.channel.email.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void plain_text_gets_paragraphs_links_and_quotes() {
        assertThat(MailText.toHtml("Hello\nyou\n\n> quoted\n>> deeper\nafter"))
                .isEqualTo("<p>Hello<br>you</p><blockquote><p>quoted</p><blockquote><p>deeper</p></blockquote></blockquote><p>after</p>");
        assertThat(MailText.toHtml("see https://ok.test/a?b=1&c=2, www.ok.test. a@b.test!"))
                .contains("href=\"https://ok.test/a?b=1&amp;c=2\"", ">https://ok.test/a?b=1&amp;c=2</a>,", "href=\"https://www.ok.test\"",
                "href=\"mailto:a@b.test\"", "</a>!");
        assertThat(MailText.toHtml("<script>\"&'")).isEqualTo("<p>&lt;script&gt;&quot;&amp;&#39;</p>");
        assertThat(MailText.toHtml(" \n ")).isEmpty();
    }

    @Test
    void plain_text_never_becomes_a_tag() {
        qt().forAll(strings().allPossible().ofLengthBetween(0, 100)).check(text -> {
            var html = MailText.toHtml(text + " https://x.test/" + text + "<b>");
            return html.replaceAll("</?(?:p|br|blockquote|a)(?: (?:href|target|rel)=\"[^\"<>]*\")*>", "").chars()
                    .noneMatch(c -> c == '<' || c == '>');
        });
    }

    @Test
    void quotes_nested_without_end_are_bounded() {
        assertThat(MailText.toHtml(">".repeat(100_000) + "x")).hasSizeLessThan(1_000_000);
    }

    @Test
    void html_becomes_readable_text() {
        assertThat(HtmlText.of("<h1>Title</h1><p>Hello <b>you</b>,<br>see <a href='https://ok.test/x'>this</a> or <a "
                + "href='https://ok.test'>https://ok.test</a></p>"
                + "<ol><li>one</li><li>two</li></ol><ul><li>dot</li></ul><pre>a\n  b</pre><style>x{}</style>"))
                .isEqualTo("Title\n\nHello you,\nsee this <https://ok.test/x> or https://ok.test\n\n1. one\n2. two\n\n• dot\n\na\n  b");
    }
}
