package app.rapport.channel.email.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailHtmlTest {

    private static CleanHtml clean(String html) {
        return MailHtml.clean(html, id -> id.equals("known") ? Optional.of("/content/p/1") : Optional.empty());
    }

    private static String visible(String html) {
        return clean(html).visibleHtml();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>", "<a "
            + "href='java&#10;script:alert(1)'>x</a>",
        "<a href='&#x6A;avascript:alert(1)'>x</a>", "<svg><script>alert(1)</script></svg>", "<iframe src='https://evil.test'></iframe>",
        "<form action='https://evil.test'><input></form>", "<object data='https://evil.test'></object>", "<embed src='https://evil.test'>",
        "<base href='https://evil.test'>",
        "<meta http-equiv=refresh content='0;url=https://evil.test'>", "<link rel=stylesheet href='https://evil.test'>",
        "<div style='background:url(https://evil.test)'>x</div>",
        "<div style='behavior:url(x)'>x</div>", "<div style='width:expression(alert(1))'>x</div>",
        "<table background='https://evil.test/x'><tr><td>x</td></tr></table>",
        "<style>@import 'https://evil.test';</style>x", "<style>p{background:u\\72l(https://evil.test)}</style><p>x</p>",
        "<style>p{content:'x'}</style><p>x</p>",
        "<video poster='https://evil.test'><source src='https://evil.test'></video>", "<img srcset='https://evil.test 2x'>",
        "<math href='javascript:alert(1)'>x</math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<style><img src='</style><img src=x onerror=alert(1)//'></style>",
        "<a href='//evil.test/x'>x</a>", "<a href='\\\\evil.test'>x</a>", "<img src='//evil.test/x'>", "<p style='position:fixed;top:0'>x</p>",
        "<style>.a{position:fixed}</style><p class=a>x</p>", "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
        "<img src='data:text/html;base64,PHN2Zz4='>",
        "<!--[if mso]><script>alert(1)</script><![endif]-->x", "<style>p{color:red}</style ><script>alert(1)</script>",
        "<img src='file:///etc/passwd'>",
        "<style>p{background:image-set('https://evil.test' 1x)}</style><p>x</p>",
        "<style>@font-face{font-family:x;src:url(https://evil.test)}</style>x",
        "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>", "<a href='vbscript:x'>x</a>", "<img src='https://evil.test/a\" onerror=\"x'>"})
    void nothing_runs_and_nothing_is_fetched(String html) {
        var shown = visible(html).toLowerCase(java.util.Locale.ROOT);
        assertThat(shown.replaceAll("data-remote-src=\"[^\"]*\"", ""))
                .doesNotContain("script", "onerror=", "evil.test", "url(", "expression", "fixed", "content:", "@import",
                "behavior", "<iframe", "<form", "<object", "<svg", "file:", "data:");
    }

    @Test
    void remote_pictures_wait_and_tracking_pixels_go() {
        var clean = clean("<img src='https://shop.test/a.png' alt='A tent'><img src='http://track.test/o.gif' width=1 height=1>");
        assertThat(clean.visibleHtml()).contains("data-remote-src=\"https://shop.test/a.png\"").doesNotContain("track.test", " src=");
        assertThat(clean.hasRemotePictures()).isTrue();
        assertThat(clean("<img src='//shop.test/a.png'>").visibleHtml()).contains("data-remote-src=\"https://shop.test/a.png\"");
    }

    @Test
    void pictures_that_came_along_are_shown() {
        assertThat(visible("<img src='cid:known'>")).contains("src=\"/content/p/1\"");
        assertThat(visible("<img src='cid:unknown' alt='x'>")).contains("alt=\"x\"").doesNotContain("src");
        assertThat(visible("<img src='data:image/png;base64,iVBORw0KGgo='>")).contains("src=\"data:image/png;base64,iVBORw0KGgo&#61;\"");
        assertThat(visible("<img src='data:image/png;base64," + "A".repeat(2 << 20) + "' alt=x>")).doesNotContain("AAAA");
        assertThat(clean("<img src='cid:known'>").hasRemotePictures()).isFalse();
    }

    @Test
    void a_mail_cannot_claim_a_picture_of_ours_or_our_marks() {
        assertThat(visible("<img src='/content/p/99' alt=x><img data-remote-src='javascript:x' alt=y>")).doesNotContain("/content", "javascript");
        assertThat(visible("<p class='rapport-mail danger' id='root'>x</p>")).contains("class=\"m-rapport-mail m-danger\"").doesNotContain("root");
    }

    @Test
    void links_open_elsewhere_and_tell_nothing() {
        assertThat(visible("<a href='https://ok.test/a b'>x</a>")).contains("href=\"https://ok.test/ab\"", "target=\"_blank\"",
                "rel=\"noopener noreferrer nofollow\"");
        assertThat(visible("<a href='mailto:a@b.test' target=_top>x</a><a href='tel:+4930'>y</a>"))
                .contains("mailto:a&#64;b.test", "tel:&#43;4930").doesNotContain("_top");
    }

    @Test
    void hidden_preheaders_stay_hidden_and_are_not_read() {
        var clean = clean("<div style='display:none'>50% off</div><span style='font-size:0px'>tiny</span><p>Hello</p>");
        assertThat(clean.visibleHtml()).contains("display:none");
        assertThat(clean.visibleText()).isEqualTo("Hello");
    }

    @Test
    void the_style_sheet_holds_only_inside_the_mail() {
        assertThat(StyleSheet.rewrite("body, .a > td:hover, #id, a[href], div::before { color: red; background: url(x); position: absolute }"))
                .isEqualTo(".rapport-mail,.rapport-mail .m-a>td:hover{color:red}");
        assertThat(StyleSheet.rewrite("@media screen and (max-width:600px) { .c { width:100% !important } } @keyframes x { from { top: 0 } }"))
                .isEqualTo("@media screen and (max-width:600px){.rapport-mail .m-c{width:100% !important}}");
        assertThat(StyleSheet.rewrite("{".repeat(50_000))).isEmpty();
        assertThat(StyleSheet.rewrite("a{color:red}".repeat(10_000))).isEmpty();
        assertThat(StyleSheet.rewrite("a{color:red;}}} p{{color:blue")).doesNotContain("{{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<table><tr><td>", "<div>", "<blockquote type=cite>", "<b>", "<ul><li>", "<font>", "<a "
            + "href=https://x.test>", "<p><br>", "<div class=gmail_quote>"})
    void two_megabytes_of_nesting_are_bounded(String tag) {
        var html = tag.repeat((2 << 20) / tag.length()) + "x";
        assertThat(clean(html).visibleText().length()).isLessThan(html.length());
    }

    @Test
    void what_would_grow_without_end_is_shown_as_its_text() {
        assertThat(visible("<table><tr><td>".repeat(130_000) + "words")).isEqualTo("<p>words</p>");
    }

    @Test
    void a_long_flat_quote_is_folded() {
        var html = "<p>Mine</p><div class=moz-cite-prefix>Am 22.11.26 um 18:03 schrieb Ada:</div><blockquote type=cite>"
                + "line<br>\n".repeat(100_000) + "</blockquote>";
        assertThat(clean(html).visibleText()).isEqualTo("Mine");
    }

    @Test
    void looks_are_judged() {
        assertThat(clean("<div>Hello</div>").appearance()).isEqualTo(CleanHtml.Appearance.PLAIN);
        assertThat(clean("<div>Hello <b>you</b></div>").appearance()).isEqualTo(CleanHtml.Appearance.SIMPLE);
        assertThat(clean("<table width=600><tr><td bgcolor=red><table><tr><td>x</td></tr></table></td></tr></table>").appearance())
                .isEqualTo(CleanHtml.Appearance.DESIGNED);
    }

    @Test
    void random_soup_never_throws_and_never_runs() {
        var pieces = List.of("<div ", "<p>", "</p>", "style='", "'", "\"", ">", "<", "onclick=x ", "<script>", "</script>", "<img src=",
                "javascript:", "cid:known", "<style>", "</style>",
                "{", "}", "a:hover", "<!--", "-->", "<blockquote type=cite>", "</blockquote>", "On 1.1.2026 10:00 a@b.test wrote:", "<br>", "&#",
                ";", "text", "<table><tr>", "<svg>", "\u0000", "<a href=");
        qt().withExamples(500).forAll(integers().all(), integers().between(1, 60)).check((seed, length) -> {
            var random = new Random(seed);
            var html = new StringBuilder();
            for (var i = 0; i < length; i++) html.append(pieces.get(random.nextInt(pieces.size())));
            var clean = clean(html.toString());
            return !(clean.visibleHtml() + clean.quotedHtml()).toLowerCase(java.util.Locale.ROOT)
                    .matches("(?s).*(?:<script|<[^>]*\\sonclick|<svg|href=\"javascript).*");
        });
    }
}
