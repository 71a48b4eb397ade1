package app.rapport.channel.email.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Address lists (RFC 5322 3.4) with groups, comments, quotes, encoded words and the usual mistakes.
final class Addresses {

    private static final int MOST = 2_000;
    // From the beginning of a word on: a long one is not read again from each of its letters.
    private static final Pattern BARE =
            Pattern.compile("(?<![^\\s<>,;:\"()\\[\\]])[^\\s<>,;:\"()\\[\\]]{1,255}@[^\\s<>,;:\"()@]{1,255}");

    private final String text;
    private final List<MailAddress> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private String angle = "";
    private boolean quotedLocal;
    private boolean begun;
    private int searched;
    private int at;

    private Addresses(String text) {
        this.text = text;
    }

    static List<MailAddress> parse(String header) {
        var found = new Addresses(header).all();
        if (!found.isEmpty() || !header.contains("=?")) return found;
        return new Addresses(EncodedWords.decode(header)).all();
    }

    private List<MailAddress> all() {
        while (at < text.length() && found.size() < MOST) {
            var c = text.charAt(at++);
            switch (c) {
                case '"' -> quoted();
                case '(' -> comment();
                case '<' -> angle();
                case '=' -> word();
                case ',', ';' -> finish();
                case ':' -> colon();
                default -> phrase.append(c);
            }
        }
        finish();
        return List.copyOf(found);
    }

    // An encoded word is one thing, whatever stands in it.
    private void word() {
        var end = text.startsWith("?", at) ? EncodedWords.end(text, at - 1) : -1;
        phrase.append(text, at - 1, end < 0 ? at : end);
        at = Math.max(at, end);
    }

    // What stands before a colon is the name of a group, unless an address has begun.
    private void colon() {
        begun = begun || phrase.indexOf("@", searched) >= 0;
        if (begun) phrase.append(':');
        else phrase.setLength(0);
        searched = phrase.length();
    }

    private void quoted() {
        var start = phrase.length();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) at++;
            phrase.append(text.charAt(at++));
        }
        at++;
        quotedLocal = at < text.length() && text.charAt(at) == '@';
        if (quotedLocal) phrase.insert(start, '"').append('"');
    }

    private void comment() {
        for (var depth = 1; at < text.length() && depth > 0; at++) {
            var c = text.charAt(at);
            if (c == '\\') {
                at++;
                continue;
            }
            if (c == '(') depth++;
            if (c == ')') depth--;
            if (depth > 0) comment.append(c);
        }
    }

    private void angle() {
        var close = text.indexOf('>', at);
        var end = close < 0 ? text.length() : close;
        angle = text.substring(at, end).strip();
        at = close < 0 ? end : end + 1;
    }

    private void finish() {
        var name = phrase.toString();
        if (!angle.isEmpty()) add(angle, name);
        else if (quotedLocal) add(name.strip(), comment.toString());
        else bare(name);
        phrase.setLength(0);
        comment.setLength(0);
        angle = "";
        quotedLocal = false;
        begun = false;
        searched = 0;
    }

    private void bare(String text) {
        var matcher = BARE.matcher(text);
        if (!matcher.find()) return;
        var before = text.substring(0, matcher.start()).strip();
        add(matcher.group(), before.isEmpty() ? comment.toString() : before);
    }

    private void add(String address, String name) {
        var clean = address.startsWith("@") && address.contains(":") ? address.substring(address.indexOf(':') + 1) : address;
        clean = clean.regionMatches(true, 0, "mailto:", 0, 7) ? clean.substring(7) : clean;
        clean = clean.replaceAll("\\s+", "");
        var sign = clean.lastIndexOf('@');
        if (sign < 1 || sign == clean.length() - 1 || clean.length() > 500) return;
        found.add(MailAddress.of(clean, tidy(EncodedWords.decode(name))));
    }

    private static String tidy(String name) {
        var tidy = shortened(name, 1_000).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        while (tidy.length() > 1 && (tidy.startsWith("\"") || tidy.startsWith("'")) && tidy.endsWith(tidy.substring(0, 1))) {
            tidy = tidy.substring(1, tidy.length() - 1).strip();
        }
        return shortened(tidy, 200);
    }

    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
