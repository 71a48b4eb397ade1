package app.rapport.channel.email.html;

import java.util.ArrayList;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeTraversor;

/// Takes out what never belongs in a shown mail and gives links and class names the form that they may keep.
final class Markup {

    static final String CLASS_PREFIX = "m-";

    private Markup() {}

    static void tidy(Document document) {
        Removal.of(document.select("script, noscript, template, object, embed, applet, iframe, frame, frameset, form > input, input, button, select, textarea, "
                + "svg, math, audio, video, source, link, meta, base, title, head > *"));
        var comments = new ArrayList<Node>();
        NodeTraversor.traverse((node, _) -> {
            if (node instanceof Comment) comments.add(node);
            else if (node instanceof Element element) element(element);
        }, document);
        Removal.of(comments);
    }

    private static void element(Element element) {
        if (element.normalName().equals("a")) link(element);
    }

    private static void link(Element link) {
        var href = link.attr("href").strip().replaceAll("[\\s\\p{Cntrl}]", "");
        if (Addresses.isLink(href)) link.attr("href", href).attr("target", "_blank");
        else link.removeAttr("href").removeAttr("target");
    }

    /// A class of a mail must never be one of ours, so all bear a prefix, here as in the style sheet.
    static void prefixClasses(Element body) {
        for (var element : body.select("[class]")) {
            var names = element.classNames().stream().filter(name -> name.matches("[A-Za-z0-9_-]{1,90}")).limit(20).map(CLASS_PREFIX::concat)
                    .toList();
            element.attr("class", String.join(" ", names));
        }
    }
}
