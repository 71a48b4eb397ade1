package app.rapport.platform.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a query into its tokens.
final class QueryTokens {

    /// `-field:value,"other value"`, or a word or phrase when it has no field.
    record Token(int position, String text, boolean not, @Nullable String field, String sign, List<Value> values) {}

    /// @param literal written in quotation marks: `"none"` is the word, `none` means nothing
    record Value(int position, String text, boolean literal) {}

    private final String query;
    private int at;

    private QueryTokens(String query) {
        this.query = query;
    }

    static List<Token> of(String query) {
        var tokens = new ArrayList<Token>();
        var reader = new QueryTokens(query);
        for (reader.skipSpace(); reader.at < query.length(); reader.skipSpace()) tokens.add(reader.token());
        return tokens;
    }

    private Token token() {
        var start = at;
        var not = peek() == '-' && start + 1 < query.length() && Character.isLetter(query.charAt(start + 1));
        if (not) at++;
        var field = field();
        var sign = field == null ? "" : sign();
        if (field != null && !sign.isEmpty() && !endsHere() && !query.startsWith("//", at)) {
            var values = values();
            return new Token(start, query.substring(start, at), not, field, sign, values);
        }
        at = start;
        skipWord();
        return new Token(start, query.substring(start, at), false, null, "", List.of());
    }

    private @Nullable String field() {
        var start = at;
        while (at < query.length() && (isNameCharacter(query.charAt(at)) || (at > start && query.charAt(at) == '-'))) at++;
        return at == start ? null : query.substring(start, at);
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || c == '_' || c == '.';
    }

    private String sign() {
        for (var sign : List.of("<=", ">=", ":", "<", ">")) {
            if (query.startsWith(sign, at)) {
                at += sign.length();
                return sign;
            }
        }
        return "";
    }

    private List<Value> values() {
        var values = new ArrayList<Value>();
        values.add(value());
        while (peek() == ',') {
            at++;
            values.add(value());
        }
        return values;
    }

    private Value value() {
        var start = at;
        if (peek() == '"') return new Value(start, quoted(), true);
        while (!endsHere() && peek() != ',') at++;
        return new Value(start, query.substring(start, at), false);
    }

    private String quoted() {
        var end = query.indexOf('"', at + 1);
        if (end < 0) throw new InvalidQuery(at, "open-quote", query.substring(at));
        var text = query.substring(at + 1, end);
        at = end + 1;
        return text;
    }

    private void skipWord() {
        while (!endsHere()) {
            if (peek() == '"') quoted();
            else at++;
        }
    }

    private void skipSpace() {
        while (at < query.length() && Character.isWhitespace(query.charAt(at))) at++;
    }

    private boolean endsHere() {
        return at >= query.length() || Character.isWhitespace(query.charAt(at));
    }

    private char peek() {
        return at < query.length() ? query.charAt(at) : ' ';
    }
}
