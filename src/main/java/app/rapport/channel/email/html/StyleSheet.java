package app.rapport.channel.email.html;

import com.helger.css.decl.CSSDeclaration;
import com.helger.css.decl.CSSMediaRule;
import com.helger.css.decl.CSSSelector;
import com.helger.css.decl.CSSStyleRule;
import com.helger.css.decl.CascadingStyleSheet;
import com.helger.css.decl.ICSSTopLevelRule;
import com.helger.css.reader.CSSReader;
import com.helger.css.reader.CSSReaderSettings;
import com.helger.css.reader.errorhandler.DoNothingCSSParseErrorHandler;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Rewrites a mail's own style sheet: every rule holds only inside the mail, fetches nothing, covers nothing.
final class StyleSheet {

    private static final int LONGEST = 64 * 1024;
    private static final int DEEPEST = 8;
    private static final Set<String> FORBIDDEN = Set.of("position", "content", "behavior", "-moz-binding", "filter", "z-index", "cursor",
            "src", "pointer-events",
            "animation", "animation-name", "transition", "transform", "top", "left", "right", "bottom", "inset", "mask", "clip-path", "will-change");
    private static final Pattern PROPERTY = Pattern.compile("-?[a-z][a-z-]{1,40}");
    private static final Pattern VALUE_FORBIDDEN =
            Pattern.compile("(?i)url|image|expression|script|attr\\s*\\(|var\\s*\\(|element\\s*\\(|[\\\\<>@{};]");
    private static final Pattern SELECTOR = Pattern.compile("[\\w.\\s>+~*-]+(?::(?:hover|link|visited|active|first-child|last-child|"
            + "nth-child\\([0-9n+ odev-]{1,12}\\)))?");
    private static final Pattern ROOT = Pattern.compile("^(?:html\\s+)?(?:body|html)(?![\\w-])");
    private static final Pattern MEDIA = Pattern.compile("[\\w\\s():,.-]{1,200}");

    private StyleSheet() {}

    /// Removes all style elements; answers with the rewritten rules, "" when there are none that may stay.
    static String takeFrom(Document document) {
        var styles = document.select("style");
        var css = styles.stream().map(Element::data).collect(Collectors.joining("\n"));
        Removal.of(styles);
        var rewritten = rewrite(css.replaceAll("<!--|-->", ""));
        return rewritten.contains("<") ? "" : rewritten;
    }

    static String rewrite(String css) {
        if (css.isBlank() || css.length() > LONGEST || tooDeep(css)) return "";
        var sheet = read(css);
        return sheet == null ? "" : rules(sheet.getAllRules());
    }

    // The parser recurses: what could overflow it never gets there.
    private static boolean tooDeep(String css) {
        var depth = 0;
        for (var i = 0; i < css.length(); i++) {
            var c = css.charAt(i);
            if (c == '{' || c == '(' || c == '[') depth++;
            if ((c == '}' || c == ')' || c == ']') && depth > 0) depth--;
            if (depth > DEEPEST) return true;
        }
        return false;
    }

    private static @Nullable CascadingStyleSheet read(String css) {
        try {
            return CSSReader.readFromStringReader(css, new CSSReaderSettings().setBrowserCompliantMode(true)
                    .setCustomErrorHandler(new DoNothingCSSParseErrorHandler()).setCustomExceptionHandler(_ -> {}));
        } catch (RuntimeException | StackOverflowError broken) {
            return null;
        }
    }

    private static String rules(Collection<? extends ICSSTopLevelRule> rules) {
        return rules.stream().map(StyleSheet::rule).collect(Collectors.joining());
    }

    private static String rule(ICSSTopLevelRule rule) {
        return switch (rule) {
            case CSSStyleRule style -> style(style);
            case CSSMediaRule media -> media(media);
            default -> "";
        };
    }

    private static String media(CSSMediaRule media) {
        var queries = media.getAllMediaQueries().stream().map(query -> query.getAsCSSString()).collect(Collectors.joining(","));
        var inner = rules(media.getAllRules());
        return inner.isEmpty() || !MEDIA.matcher(queries).matches() ? "" : "@media " + queries + "{" + inner + "}";
    }

    private static String style(CSSStyleRule style) {
        var selectors = style.getAllSelectors().stream().map(CSSSelector::getAsCSSString).filter(StyleSheet::mayStay).map(StyleSheet::scoped)
                .collect(Collectors.joining(","));
        var declarations = style.getAllDeclarations().stream().filter(StyleSheet::mayStay).map(CSSDeclaration::getAsCSSString)
                .collect(Collectors.joining(";"));
        return selectors.isEmpty() || declarations.isEmpty() ? "" : selectors + "{" + declarations + "}";
    }

    private static boolean mayStay(String selector) {
        return selector.length() < 300 && SELECTOR.matcher(selector).matches();
    }

    private static String scoped(String selector) {
        var classes = selector.replaceAll("\\.(?=[\\w-])", "." + Markup.CLASS_PREFIX).strip();
        var prefixed = new StringBuilder();
        var root = ROOT.matcher(classes);
        prefixed.append('.').append(MailHtml.SCOPE);
        return root.find() ? prefixed + classes.substring(root.end()) : prefixed + " " + classes;
    }

    private static boolean mayStay(CSSDeclaration declaration) {
        var property = declaration.getProperty().toLowerCase(Locale.ROOT);
        return PROPERTY.matcher(property).matches() && !FORBIDDEN.contains(property)
                && !VALUE_FORBIDDEN.matcher(declaration.getExpressionAsCSSString()).find();
    }
}
