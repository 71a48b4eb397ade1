package app.rapport.channel.email.html;

import org.jsoup.nodes.Document;

/// Judges how much of its look a mail brings along.
final class Looks {

    private Looks() {}

    static CleanHtml.Appearance of(Document document, String style) {
        var layout = document.select("table table, td[bgcolor], table[bgcolor], table[background], td[style*=background], table[width], center")
                .size();
        if (layout >= 2 || style.contains("@media") || document.select("img[data-remote-src]").size() >= 3) return CleanHtml.Appearance.DESIGNED;
        var formatting = document.select("b, strong, i, em, u, a[href], ul, ol, table, img, h1, h2, h3, font[color], font[size], [style*=color], "
                + "[style*=font-size], blockquote").size();
        return formatting > 0 ? CleanHtml.Appearance.SIMPLE : CleanHtml.Appearance.PLAIN;
    }
}
