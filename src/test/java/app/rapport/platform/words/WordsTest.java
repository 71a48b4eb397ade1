package app.rapport.platform.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final Words words = new Words();

    @Test
    void a_message_is_said_in_the_language_of_the_locale() {
        assertThat(words.text(Locale.GERMANY, "testing.tickets", Map.of("count", 1))).isEqualTo("1 Ticket wartet auf Ada");
        assertThat(words.text(Locale.UK, "testing.tickets", Map.of("count", 1234))).isEqualTo("1,234 tickets wait for Ada");
    }

    @Test
    void a_language_that_is_not_spoken_is_answered_in_english() {
        assertThat(words.text(Locale.FRENCH, "testing.tickets", Map.of("count", 0))).isEqualTo("0 tickets wait for Ada");
    }

    @Test
    void a_message_that_is_missing_is_a_mistake() {
        assertThatThrownBy(() -> words.text(Locale.ENGLISH, "testing.nothing")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("testing.nothing");
    }

    @Test
    void all_languages_have_the_same_messages_with_the_same_values() {
        var english = words.messages(Words.FALLBACK);
        for (var language : Words.LANGUAGES) {
            var messages = words.messages(language);
            assertThat(messages.keySet()).as(language).isEqualTo(english.keySet());
            messages.forEach((id, message) -> {
                assertThatCode(() -> new MessageFormat(message)).as(language + " " + id).doesNotThrowAnyException();
                assertThat(new MessageFormat(message).getArgumentNames()).as(language + " " + id)
                        .isEqualTo(new MessageFormat(String.valueOf(english.get(id))).getArgumentNames());
            });
        }
    }
}
