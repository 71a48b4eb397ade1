package app.rapport.ticket;

import app.rapport.platform.Invalid;
import org.jsoup.Jsoup;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// What agents write in the editor, cleaned to what the editor can make.
public final class AgentText {

    private static final int LARGEST = 512 * 1024;
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "blockquote", "pre", "code", "h1", "h2", "h3", "a", "img", "span")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            .allowAttributes("href").onElements("a")
            .allowAttributes("alt", "data-attachment-id").onElements("img")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private AgentText() {}

    /// @throws Invalid `required` nothing is left to read, `too-long`
    public static Message.Body body(String html) {
        if (html.length() > LARGEST) throw new Invalid("bodyHtml", "too-long", "At most 512 KB.");
        var clean = POLICY.sanitize(html);
        var text = text(clean);
        if (text.isBlank() && !clean.contains("<img")) throw new Invalid("bodyHtml", "required", "Write something first.");
        return new Message.Body(clean, "", text, text, "simple", false);
    }

    private static String text(String html) {
        var document = Jsoup.parse(html);
        for (var element : document.select("br")) element.after("\n");
        for (var element : document.select("p, li, h1, h2, h3, blockquote, pre")) element.append("\n");
        return document.body().wholeText().replace('\u00a0', ' ').replaceAll("\\n{3,}", "\n\n").strip();
    }
}
