package app.rapport.platform.rules;

import java.text.Normalizer;
import java.util.Locale;

/// The one way in which texts are made comparable: columns that conditions compare are written through it.
public final class Folding {

    private Folding() {}

    /// NFKC, lower case of no language in particular, without space at the ends. Folding twice is folding once.
    public static String fold(String text) {
        var folded = once(text);
        for (var again = once(folded); !again.equals(folded); again = once(folded)) folded = again;
        return folded;
    }

    /// Java writes a sigma at a word's end differently, which would make a word's beginning differ from the word.
    private static String once(String text) {
        var lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replace('ς', 'σ');
        return Normalizer.normalize(lower, Normalizer.Form.NFKC).strip();
    }
}
