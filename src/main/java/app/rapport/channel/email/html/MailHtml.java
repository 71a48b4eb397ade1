package app.rapport.channel.email.html;

import app.rapport.ticket.Message;
import org.jspecify.annotations.Nullable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// HTML from strangers: quoted text folded away, remote pictures taken out, and OWASP's sanitiser as the last word.
public final class MailHtml {

    private static final int LARGEST = 2 * 1024 * 1024;
    private static final String QUOTES = "div.gmail_quote, blockquote[type=cite], div#appendonsend ~ *, div#appendonsend, div#divRplyFwdMsg, div#divRplyFwdMsg ~ *, "
            + "div.yahoo_quoted, div.moz-cite-prefix, blockquote.protonmail_quote, div.gmail_extra";

    /// What may stay of a mail. Everything else goes; text stays.
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "div", "span", "br", "hr", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "big", "font", "center", "blockquote", "pre", "code",
                    "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "a", "img")
            .allowUrlProtocols("http", "https", "mailto", "tel", "cid")
            .allowAttributes("href").onElements("a")
            .allowAttributes("alt", "width", "height", "data-remote-src", "data-content-id").onElements("img")
            .allowAttributes("src").matching((element, attribute, value) -> value.startsWith("cid:") ? value : null).onElements("img")
            .allowAttributes("colspan", "rowspan", "align", "valign", "width", "height", "cellpadding", "cellspacing", "border", "bgcolor").onElements("table", "tr", "td", "th")
            .allowAttributes("color", "face", "size").onElements("font")
            .allowAttributes("dir", "lang", "title").globally()
            .allowStyling()
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private MailHtml() {}

    /// @param html null for a mail that has text only
    public static Message.Body body(@Nullable String html, @Nullable String text) {
        return html == null || html.isBlank() ? ofText(text == null ? "" : text) : ofHtml(html, text);
    }

    private static Message.Body ofHtml(String html, @Nullable String text) {
        var document = Jsoup.parse(html.length() > LARGEST ? html.substring(0, LARGEST) : html);
        document.select("script, style, head, title, template, noscript").remove();
        var remote = blockRemotePictures(document);
        var quote = document.select(QUOTES);
        var folded = new StringBuilder();
        for (var element : quote) {
            if (element.parents().stream().noneMatch(quote::contains)) folded.append(element.outerHtml());
        }
        var whole = readable(document);
        quote.remove();
        // A mail that is nothing but a quote, such as a forwarded one, stays visible.
        if (document.body().text().isBlank() && document.select("img").isEmpty()) {
            return new Message.Body(POLICY.sanitize(Jsoup.parse(html).body().html()), "", whole, Quoting.visible(whole), appearance(document), remote);
        }
        var visible = Quoting.visible(readable(document));
        return new Message.Body(POLICY.sanitize(document.body().html()), POLICY.sanitize(folded.toString()), text == null ? whole : text, visible, appearance(document), remote);
    }

    private static Message.Body ofText(String text) {
        var split = Quoting.split(text);
        return new Message.Body(paragraphs(split.visible()), split.quoted().isBlank() ? "" : paragraphs(split.quoted()), text, Quoting.visible(text), "plain", false);
    }

    private static String paragraphs(String text) {
        var html = new StringBuilder();
        for (var paragraph : text.strip().split("\\n\\s*\\n", -1)) {
            html.append("<p>").append(org.jsoup.nodes.Entities.escape(paragraph.strip()).replace("\n", "<br>")).append("</p>");
        }
        return POLICY.sanitize(html.toString());
    }

    private static boolean blockRemotePictures(Document document) {
        var remote = false;
        for (var picture : document.select("img[src]")) {
            var source = picture.attr("src").strip();
            if (source.regionMatches(true, 0, "cid:", 0, 4)) {
                picture.attr("data-content-id", source.substring(4)).removeAttr("src");
            } else {
                picture.removeAttr("src");
                if (source.startsWith("http://") || source.startsWith("https://")) {
                    picture.attr("data-remote-src", source);
                    remote = true;
                }
            }
        }
        return remote;
    }

    /// Text with line breaks where the screen has them.
    static String readable(Document document) {
        var copy = document.clone();
        for (var element : copy.select("br")) element.after("\n");
        for (var element : copy.select("p, div, li, tr, h1, h2, h3, h4, h5, h6, blockquote")) element.append("\n");
        return copy.body().wholeText().replace('\u00a0', ' ').replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }

    private static String appearance(Document document) {
        Element table = document.selectFirst("table table, table[bgcolor], td[style*=background], div[style*=background-image]");
        return table == null ? "simple" : "designed";
    }
}
