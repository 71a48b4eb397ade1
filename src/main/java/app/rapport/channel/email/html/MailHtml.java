package app.rapport.channel.email.html;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// Makes a foreign HTML body harmless, folds its quote and says how designed it is.
public final class MailHtml {

    static final String SCOPE = "rapport-mail";
    private static final int LONGEST = 4 << 20;
    private static final int DEEPEST = 256;
    private static final int LARGEST = 8 << 20;

    /// As a tree it can take a hundred times its length: of larger ones there is room for one at a time.
    private static final int LARGE = 1 << 20;
    private static final Lock ONE_BY_ONE = new ReentrantLock();

    private MailHtml() {}

    /// Never throws. `cids` gives our own address for a Content-ID, empty when the mail has no such picture; what is not found
    /// there loses its address.
    public static CleanHtml clean(String html, Function<String, Optional<String>> cids) {
        if (html.length() <= LARGE) return cleaned(html, cids);
        ONE_BY_ONE.lock();
        try {
            return cleaned(html, cids);
        } finally {
            ONE_BY_ONE.unlock();
        }
    }

    private static CleanHtml cleaned(String html, Function<String, Optional<String>> cids) {
        var document = parse(html);
        var style = StyleSheet.takeFrom(document);
        var pictures = new Pictures(cids);
        pictures.rewrite(document);
        Markup.tidy(document);
        var folding = Folding.of(document.body());
        return new CleanHtml(wrapped(style, folding.visible()), folding.quoted().childNodeSize() == 0 ? "" : wrapped(style, folding.quoted()),
                folding.visibleText(), folding.fullText(), pictures.remote(), Looks.of(document, style));
    }

    private static String wrapped(String style, Element body) {
        Markup.prefixClasses(body);
        var html = body.html();
        var clean = html.length() > LARGEST ? html : Sanitisers.mail(html);
        if (clean.isBlank()) return "";
        // Broken nesting can grow manifold when it is closed properly; its text says as much.
        if (clean.length() > LARGEST) return MailText.toHtml(TextLines.join(HtmlLines.of(body, true)));
        return (style.isEmpty() ? "" : "<style>" + style + "</style>") + "<div class=\"" + SCOPE + "\">" + clean + "</div>";
    }

    static Document parse(String html) {
        var text = html.length() > LONGEST ? html.substring(0, LONGEST) : html;
        var document = Jsoup.parse(text.replace("\0", ""), "", Parser.htmlParser().setMaxDepth(DEEPEST));
        document.outputSettings().prettyPrint(false);
        return document;
    }
}
