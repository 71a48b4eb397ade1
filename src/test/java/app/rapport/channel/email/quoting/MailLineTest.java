package app.rapport.channel.email.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MailLineTest {

    /// The words as the rule says them, in two expressions.
    private static String byRule(String text) {
        return text.replaceAll("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "").replaceAll("[\\s\\u00a0\\u202f]+", " ").strip();
    }

    @Test
    void words_stand_with_single_blanks_and_without_marks() {
        var letters = "ab:<@> \t\u00a0\u202f\u200e\u200f\u202b\u2066\u05d0\u0628\u4e2d\ud83d\ude00";
        var random = new Random(7);
        for (var i = 0; i < 2000; i++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(20); length > 0; length--) text.append(letters.charAt(random.nextInt(letters.length())));
            assertThat(MailLine.plain(text.toString()).words()).isEqualTo(byRule(text.toString()));
        }
    }
}
