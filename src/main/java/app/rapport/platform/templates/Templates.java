package app.rapport.platform.templates;

import app.rapport.platform.Invalid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.antlr.NameResolver;
import liqp.exceptions.LiquidException;
import liqp.filters.Filter;
import org.springframework.web.util.HtmlUtils;

/// Liquid templates that users write, fenced in: no files, bounded in size, nesting, loops and time, parsed anew for each rendering
/// (a shared template mixes up values between threads).
public final class Templates {

    /// What becomes of texts among the values.
    public enum Escape { HTML, TEXT }

    private static final int LARGEST = 64 * 1024;
    private static final int DEEPEST = 50;
    private static final int MOST_ITERATIONS = 1_000;
    private static final int LARGEST_RESULT = 1024 * 1024;
    private static final int LONGEST_MILLIS = 2_000;

    private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("^\\{%-?\\s*(end)?(if|unless|for|case|capture|tablerow|ifchanged|comment|raw)\\b");
    private static final Pattern RANGE = Pattern.compile("\\.\\.");
    private static final NameResolver NO_FILES = name -> {
        throw new Invalid("template", "include", "A template cannot include another.");
    };
    /// These could bring back what was escaped, or show more than was given.
    private static final Set<String> FORBIDDEN = Set.of("url_decode", "json", "where_exp");

    private Templates() {}

    /// @param values maps, lists, texts, numbers; texts go in as they are
    /// @throws Invalid `template` and what is wrong with it
    public static String render(String template, Map<String, Object> values) {
        return render(template, values, Escape.TEXT);
    }

    /// @throws Invalid `template` and what is wrong with it
    public static String render(String template, Map<String, Object> values, Escape escape) {
        fence(template);
        try {
            return parser().parse(template).render(escape == Escape.HTML ? escaped(values) : values);
        } catch (RuntimeException e) {
            throw understood(e);
        }
    }

    /// Looks a template over when it is written.
    ///
    /// @throws Invalid `template`, with the line
    public static void check(String template) {
        var unused = render(template, Map.of());
    }

    private static TemplateParser parser() {
        var builder = new TemplateParser.Builder()
                .withNameResolver(NO_FILES)
                .withErrorMode(TemplateParser.ErrorMode.STRICT)
                .withMaxIterations(MOST_ITERATIONS)
                .withMaxSizeRenderedString(LARGEST_RESULT)
                .withMaxRenderTimeMillis(LONGEST_MILLIS)
                .withMaxTemplateSizeBytes(4L * LARGEST);
        for (var name : FORBIDDEN) builder.withFilter(forbidden(name));
        return builder.build();
    }

    private static Filter forbidden(String name) {
        return new Filter(name) {
            @Override
            public Object apply(Object value, TemplateContext context, Object... parameters) {
                throw new Invalid("template", "unknown-filter", "The filter " + name + " is not offered.");
            }
        };
    }

    /// What the parser would only notice when its stack has overflowed or the memory is full.
    private static void fence(String template) {
        if (template.length() > LARGEST) throw new Invalid("template", "too-long", "At most 64 KB.");
        var blocks = 0;
        for (var tags = TAG.matcher(template); tags.find(); ) {
            var tag = tags.group();
            var block = BLOCK.matcher(tag);
            if (block.find()) blocks += block.group(1) == null ? 1 : -1;
            var deep = blocks > DEEPEST || brackets(tag) > DEEPEST;
            if (deep) throw new Invalid("template", "too-deep", line(template, tags.start()) + "At most " + DEEPEST + " levels.");
            if (RANGE.matcher(tag).find()) {
                throw new Invalid("template", "range", line(template, tags.start()) + "Ranges of numbers are not offered.");
            }
        }
    }

    private static int brackets(String tag) {
        return (int) tag.chars().filter(c -> c == '[' || c == '(').count();
    }

    private static String line(String template, int at) {
        return "Line " + (template.substring(0, at).lines().count() + (at == 0 || template.charAt(at - 1) == '\n' ? 1 : 0)) + ": ";
    }

    private static Invalid understood(Throwable thrown) {
        var innermost = thrown;
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Invalid invalid) return invalid;
            if (cause instanceof LiquidException liquid) return new Invalid("template", "not-liquid", "Line " + liquid.line + ": " + reason(liquid));
            innermost = cause;
        }
        return new Invalid("template", "not-liquid", reason(innermost));
    }

    /// The parser's reason without its picture of the place.
    private static String reason(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).lines().map(String::strip).filter(line -> !line.isEmpty() && !line.matches("\\^+"))
                .reduce((first, last) -> last).orElse("not understood");
    }

    private static Map<String, Object> escaped(Map<?, ?> values) {
        var escaped = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> escaped.put(String.valueOf(key), escaped(value)));
        return escaped;
    }

    private static Object escaped(Object value) {
        return switch (value) {
            case String text -> HtmlUtils.htmlEscape(text, "UTF-8");
            case Map<?, ?> map -> escaped(map);
            case List<?> list -> new ArrayList<>(Stream.of(list.toArray()).map(Templates::escaped).toList());
            case Number number -> number;
            case Boolean flag -> flag;
            default -> HtmlUtils.htmlEscape(value.toString(), "UTF-8");
        };
    }
}
