package app.rapport.platform.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What somebody typed: words and "phrases", of which the last word may not be finished yet.
///
/// @param parts all of them must be found
record SearchWords(List<Part> parts) {

    private static final int MOST = 20;
    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"?|([^\\s\"]+)");

    /// @param plain its terms as written, several for a phrase or a word such as `e-mail`
    /// @param stems the same, shortened
    /// @param unfinished the last term is the beginning of one
    record Part(List<String> plain, List<String> stems, boolean unfinished) {}

    static SearchWords of(String typed) {
        var parts = new ArrayList<Part>();
        for (var matcher = PART.matcher(typed); matcher.find() && parts.size() < MOST; ) {
            var phrase = matcher.group(1) != null;
            var text = phrase ? matcher.group(1) : matcher.group(2);
            var plain = terms(Analysis.tokens(Analysis.PLAIN, text));
            if (plain.isEmpty()) continue;
            parts.add(new Part(plain, terms(Analysis.tokens(Analysis.STEMMED, text)), !phrase && matcher.end() == typed.length()));
        }
        return new SearchWords(parts);
    }

    private static List<String> terms(List<Analysis.Token> tokens) {
        return tokens.stream().map(Analysis.Token::term).limit(MOST).toList();
    }
}
