package app.rapport.channel.email.html;

import org.jsoup.nodes.Element;

/// What agents write in the editor: a small set, pictures only from our own store.
public final class AgentHtml {

    private AgentHtml() {}

    /// Never throws. Pictures keep `src="/content/…"` or `data-attachment-id`; any other picture goes.
    public static String clean(String html) {
        var document = MailHtml.parse(html);
        document.select("script, style, template, noscript").remove();
        for (var link : document.select("a")) link(link);
        for (var picture : document.select("img")) {
            if (!Addresses.isContent(picture.attr("src")) && !picture.attr("data-attachment-id").matches("\\d{1,19}")) picture.remove();
        }
        return Sanitisers.agent(document.body().html());
    }

    private static void link(Element link) {
        if (Addresses.isLink(link.attr("href").strip())) link.attr("href", link.attr("href").strip()).attr("target", "_blank");
        else link.removeAttr("target");
    }
}
