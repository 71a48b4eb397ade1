package app.rapport.channel.email.html;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/// Reads a document as the lines that a reader sees. Without recursion: mails nest tables by the thousand.
final class HtmlLines implements NodeVisitor {

    private static final Set<String> BLOCKS = Set.of("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div",
            "dl", "dt",
            "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
            "section",
            "table", "tbody", "thead", "tfoot", "tr", "ul");
    private static final Set<String> SPACED = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "dl");
    /// So many lines are told apart; what comes after them is one.
    private static final int MOST = 200_000;
    private static final Pattern HIDDEN = Pattern.compile("(?i)display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all|"
            + "font-size\\s*:\\s*0(?:px|pt|em)?\\s*(?:;|$|!)|"
            + "max-height\\s*:\\s*0(?:px)?\\s*(?:;|$|!)");
    private static final Pattern PREFORMATTED = Pattern.compile("(?i)white-space\\s*:\\s*(?:pre|break-spaces)");

    private final List<HtmlLine> lines = new ArrayList<>();
    private final Map<Element, Integer> items = new IdentityHashMap<>();
    private final boolean links;
    private HtmlLine line = new HtmlLine();
    private int quotes;
    private int signatures;
    private int hidden;
    private int preformatted;

    private HtmlLines(boolean links) {
        this.links = links;
    }

    /// With `links`, an address that the text does not show stands in brackets behind it.
    static List<HtmlLine> of(Element body, boolean links) {
        var reader = new HtmlLines(links);
        NodeTraversor.traverse(reader, body);
        reader.line.quoted |= reader.quotes > 0;
        reader.lines.add(reader.line);
        return reader.lines;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) text(text);
        if (!(node instanceof Element element)) return;
        if (isHidden(element)) hidden++;
        if (hidden > 0) return;
        var name = element.normalName();
        if (BLOCKS.contains(name)) block(isSpaced(element));
        enter(element, name);
    }

    private void enter(Element element, String name) {
        if (QuoteMarkup.isCut(element)) {
            block(false);
            line.cut = true;
        }
        if (QuoteMarkup.isQuote(element)) quotes++;
        if (QuoteMarkup.isSignature(element)) signatures++;
        if (isPreformatted(element)) preformatted++;
        switch (name) {
            case "br" -> {
                line.leaves.add(element);
                endLine();
            }
            case "li" -> line.text.append(bullet(element));
            case "img" -> picture(element);
            case "td", "th" -> space();
            case "hr" -> line.leaves.add(element);
            default -> {}
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) return;
        if (hidden == 0) leave(element);
        if (isHidden(element)) hidden--;
    }

    private void leave(Element element) {
        if (links && element.normalName().equals("a")) link(element);
        if (QuoteMarkup.isQuote(element)) endQuote();
        if (QuoteMarkup.isSignature(element)) {
            endLine();
            signatures--;
        }
        if (isPreformatted(element)) preformatted--;
        if (BLOCKS.contains(element.normalName())) block(isSpaced(element));
    }

    private void endQuote() {
        if (!line.leaves.isEmpty()) endLine();
        quotes--;
        if (lines.size() < MOST) line.quoted = quotes > 0;
    }

    private void text(TextNode node) {
        if (hidden > 0) return;
        if (preformatted > 0) {
            preformatted(node);
            return;
        }
        var text = node.getWholeText().replaceAll("[\\s\\u00a0\\u200b\\ufeff\\u00ad\\u034f]+", " ");
        if (line.text.isEmpty() || Character.isWhitespace(line.text.charAt(line.text.length() - 1))) text = text.stripLeading();
        if (text.isBlank() && line.leaves.isEmpty() && node.getWholeText().indexOf('\u00a0') < 0) return;
        leaf(node, text);
    }

    private void preformatted(TextNode node) {
        var parts = node.getWholeText().replace("\r\n", "\n").split("\n", -1);
        for (var i = 0; i < parts.length; i++) {
            leaf(node, parts[i]);
            if (i < parts.length - 1) endLine();
        }
    }

    private void leaf(Node node, String text) {
        line.text.append(text);
        line.leaves.add(node);
        line.quoted |= quotes > 0 && !text.isBlank();
        line.signature |= signatures > 0 && !text.isBlank();
    }

    private void picture(Element picture) {
        var alt = picture.attr("alt").strip();
        leaf(picture, links && !alt.isEmpty() ? "[" + alt + "]" : "");
        line.quoted |= quotes > 0;
    }

    private void link(Element element) {
        var href = element.attr("href").strip();
        var shown = element.text().strip();
        var shows = !shown.isEmpty() && !shown.contains(" ") && href.contains(shown);
        if (shows || !href.matches("(?i)(?:https?|mailto|tel):.+")) return;
        line.text.append(shown.isEmpty() ? href : " <" + href + ">");
    }

    private void space() {
        if (!line.text.isEmpty()) line.text.append(' ');
    }

    // Counted on the way: to ask each item for its place is to count from the first one for each.
    private String bullet(Element item) {
        var parent = item.parent();
        return parent != null && parent.normalName().equals("ol") ? items.merge(parent, 1, Integer::sum) + ". " : "• ";
    }

    private void block(boolean spaced) {
        if (lines.size() >= MOST) return;
        if (!line.leaves.isEmpty() || !line.text.isEmpty()) endLine();
        if (spaced && !lines.isEmpty() && !lines.getLast().text.isEmpty()) lines.add(new HtmlLine());
    }

    private void endLine() {
        line.quoted |= quotes > 0;
        if (lines.size() >= MOST) return;
        lines.add(line);
        line = new HtmlLine();
    }

    // Outlook writes every line as a paragraph without space.
    private static boolean isSpaced(Element element) {
        return SPACED.contains(element.normalName()) && !element.hasClass("MsoNormal");
    }

    private static boolean isHidden(Element element) {
        var style = element.attr("style");
        return element.hasAttr("hidden") || (!style.isEmpty() && HIDDEN.matcher(style).find());
    }

    private static boolean isPreformatted(Element element) {
        return element.normalName().equals("pre") || PREFORMATTED.matcher(element.attr("style")).find();
    }
}
