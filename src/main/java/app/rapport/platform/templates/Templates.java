package app.rapport.platform.templates;

import app.rapport.platform.Invalid;
import java.util.Map;
import liqp.TemplateParser;
import liqp.antlr.NameResolver;

/// Liquid templates that users write, fenced in: no files, bounded in size, loops and time, parsed anew for each rendering
/// (a shared template mixes up values between threads).
public final class Templates {

    private static final int LARGEST = 64 * 1024;
    private static final NameResolver NO_FILES = name -> {
        throw new Invalid("template", "include", "A template cannot include another.");
    };

    private Templates() {}

    /// @param values maps, texts, numbers; escape them before when the result is HTML
    /// @throws Invalid `template` what is wrong with it
    public static String render(String template, Map<String, Object> values) {
        if (template.length() > LARGEST) throw new Invalid("template", "too-long", "At most 64 KB.");
        try {
            return new TemplateParser.Builder()
                    .withNameResolver(NO_FILES)
                    .withMaxIterations(1000)
                    .withMaxSizeRenderedString(1024 * 1024)
                    .withMaxRenderTimeMillis(2000)
                    .withMaxTemplateSizeBytes(4L * LARGEST)
                    .build().parse(template).render(values);
        } catch (Invalid e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Invalid("template", "not-liquid", String.valueOf(e.getMessage()));
        }
    }
}
