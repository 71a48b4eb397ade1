package app.rapport.channel.email.html;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// How mail programs mark quotes, earlier mails and signatures.
final class QuoteMarkup {

    private static final Set<String> QUOTES = Set.of("yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "tutanota_quote", "gmail_attr",
            "zmail_extra");
    private static final Set<String> CUTS = Set.of("appendonsend", "divrplyfwdmsg", "mail-editor-reference-message-container", "olk_src_body_section",
            "isreplycontent", "x_divrplyfwdmsg", "x_appendonsend");
    private static final Set<String> SIGNATURES =
            Set.of("gmail_signature", "moz-signature", "protonmail_signature_block", "ms-outlook-mobile-signature",
            "signature", "mobile_signature", "tutanota_signature");
    // The line that Outlook for the desktop draws over its From block.
    private static final Pattern OUTLOOK_RULE = Pattern.compile("(?i)border:\\s*none;\\s*border-top:\\s*solid\\s+#(?:E1E1E1|B5C4DF)\\s+1\\.0pt");

    private static final int NEAR = 20;

    private QuoteMarkup() {}

    static boolean isQuote(Element element) {
        if (element.normalName().equals("blockquote")) return isMailQuote(element);
        return element.classNames().stream().anyMatch(name -> QUOTES.contains(name.toLowerCase(Locale.ROOT))) && !isForward(element);
    }

    private static boolean isMailQuote(Element element) {
        return element.attr("type").equalsIgnoreCase("cite") || element.hasClass("gmail_quote") || element.hasAttr("cite")
                || element.parents().stream().limit(4).anyMatch(parent -> parent.hasClass("gmail_quote"));
    }

    private static boolean isForward(Element element) {
        return element.hasClass("gmail_attr") && beginning(element).startsWith("-----");
    }

    // The first words alone: all the text of nested elements would be gathered once more for each of them.
    private static String beginning(Element element) {
        return element.nodeStream().limit(NEAR).filter(TextNode.class::isInstance).map(node -> ((TextNode) node).text().strip())
                .filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    static boolean isCut(Element element) {
        if (element.attributesSize() == 0) return false;
        return CUTS.contains(element.id().toLowerCase(Locale.ROOT)) || element.attr("name").equals("messageReplySection")
                || OUTLOOK_RULE.matcher(element.attr("style")).find();
    }

    static boolean isSignature(Element element) {
        if (element.attributesSize() == 0) return false;
        return SIGNATURES.contains(element.id().toLowerCase(Locale.ROOT))
                || element.classNames().stream().anyMatch(name -> SIGNATURES.contains(name.toLowerCase(Locale.ROOT)));
    }
}
