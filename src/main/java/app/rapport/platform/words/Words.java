package app.rapport.platform.words;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the program says to people: ICU messages from `messages/<module>/<language>.json`, the same files that the desk uses.
@Component
public class Words {

    static final String FALLBACK = "en";
    static final List<String> LANGUAGES = List.of(FALLBACK, "de");

    private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

    public Words() {
        for (var language : LANGUAGES) byLanguage.put(language, read(language));
    }

    /// The text in the language of the locale, else in English.
    ///
    /// @param values numbers, texts, dates by the names that the message uses; an Instant goes in as a [java.util.Date]
    /// @throws IllegalArgumentException there is no such message
    public String text(Locale locale, String id, Map<String, ?> values) {
        var own = messages(locale.getLanguage());
        var message = own.get(id);
        if (message != null) return new MessageFormat(message, locale).format(values);
        var fallback = messages(FALLBACK).get(id);
        if (fallback == null) throw new IllegalArgumentException("No message is called " + id);
        return new MessageFormat(fallback, Locale.ENGLISH).format(values);
    }

    public String text(Locale locale, String id) {
        return text(locale, id, Map.of());
    }

    Map<String, String> messages(String language) {
        return byLanguage.getOrDefault(language, Map.of());
    }

    private static Map<String, String> read(String language) {
        var messages = new HashMap<String, String>();
        var json = new JsonMapper();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*/" + language + ".json")) {
                try (var input = file.getInputStream()) {
                    messages.putAll(json.readValue(input, new TypeReference<Map<String, String>>() {}));
                }
            }
            return Map.copyOf(messages);
        } catch (IOException e) {
            throw new UncheckedIOException("The messages in " + language + " cannot be read", e);
        }
    }
}
