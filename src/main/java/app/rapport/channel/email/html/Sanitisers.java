package app.rapport.channel.email.html;

import java.util.Set;
import java.util.regex.Pattern;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// The last word on every piece of HTML: what is not named here does not pass.
final class Sanitisers {

    private static final String[] TEXT = {"a", "abbr", "address", "b", "bdi", "bdo", "big", "blockquote", "br", "cite", "code", "dd", "del",
            "dfn", "div",
        "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small",
        "span", "strike", "strong", "sub", "sup", "tt", "u", "ul", "var", "wbr"};
    private static final String[] PAGE = {"article", "aside", "caption", "center", "col", "colgroup", "figcaption", "figure", "font",
            "footer", "header",
        "main", "nav", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr"};
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,4}(?:\\.[0-9]{1,3})?(?:px|%|\\*)?");
    private static final Pattern COLOUR = Pattern.compile("#?[0-9A-Za-z]{3,30}");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N} .,'_-]{0,200}");
    private static final Pattern CLASSES = Pattern.compile("(?:m-[A-Za-z0-9_-]{1,100} ?){1,30}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}");

    // The sanitiser's own list lacks `display`, without which hidden preheaders would show.
    private static final CssSchema STYLES = CssSchema.union(CssSchema.DEFAULT, CssSchema.withProperties(Set.of("display", "border-collapse",
            "border-spacing", "max-width", "min-width", "max-height", "min-height", "overflow", "vertical-align", "table-layout", "visibility",
            "opacity")));

    private static final PolicyFactory MAIL = new HtmlPolicyBuilder()
            .allowUrlProtocols("http", "https", "mailto", "tel", "data")
            .allowAttributes("href").matching(Addresses::isLink).onElements("a")
            .allowAttributes("target").matching(true, "_blank").onElements("a")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .allowAttributes("src").matching(Addresses::isPicture).onElements("img")
            .allowAttributes("data-remote-src").matching(Addresses::isRemote).onElements("img")
            .allowElements(TEXT).allowElements(PAGE)
            .allowWithoutAttributes("span", "font", "a", "img")
            .allowAttributes("class").matching(CLASSES).globally()
            .allowAttributes("align", "valign").matching(Pattern.compile("(?i)left|right|center|justify|top|middle|bottom|baseline")).globally()
            .allowAttributes("width", "height", "border", "cellpadding", "cellspacing", "size").matching(LENGTH).globally()
            .allowAttributes("bgcolor", "color").matching(COLOUR).globally()
            .allowAttributes("face").matching(WORDS).onElements("font")
            .allowAttributes("dir").matching(true, "ltr", "rtl", "auto").globally()
            .allowAttributes("lang").matching(Pattern.compile("[A-Za-z0-9-]{1,20}")).globally()
            .allowAttributes("title", "alt").globally()
            .allowAttributes("colspan", "rowspan", "span", "start", "value").matching(NUMBER).globally()
            .allowAttributes("type").matching(Pattern.compile("[1aAiI]|disc|circle|square")).onElements("ol", "ul", "li")
            .allowStyling(STYLES).toFactory();

    private Sanitisers() {}

    static String mail(String html) {
        return MAIL.sanitize(html);
    }
}
