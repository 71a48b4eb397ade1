package app.rapport.platform.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.util.HtmlUtils;

/// Shows why a text was found: its best passage, escaped, with `<mark>` around what was looked for.
public final class Highlights {

    private static final int LONGEST_TEXT = 50_000;
    private static final int BEFORE = 40;

    private record Span(int start, int end) {}

    private Highlights() {}

    /// @param length of the passage in characters, without the marks
    public static String of(String words, String text, int length) {
        var shortened = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        var matches = matches(SearchWords.of(words), shortened);
        var passage = passage(matches, shortened, length);
        return marked(shortened, passage, matches);
    }

    private static List<Span> matches(SearchWords words, String text) {
        var plain = new HashSet<String>();
        var stems = new HashSet<String>();
        var beginnings = new HashSet<String>();
        for (var part : words.parts()) {
            plain.addAll(part.plain());
            stems.addAll(part.stems());
            if (part.unfinished()) beginnings.add(part.plain().getLast());
        }
        var found = new HashSet<Integer>();
        for (var token : Analysis.tokens(Analysis.STEMMED, text)) if (stems.contains(token.term())) found.add(token.start());
        var matches = new ArrayList<Span>();
        for (var token : Analysis.tokens(Analysis.PLAIN, text)) {
            if (found.contains(token.start()) || plain.contains(token.term()) || startsWithOne(token.term(), beginnings)) {
                matches.add(new Span(token.start(), token.end()));
            }
        }
        return matches;
    }

    private static boolean startsWithOne(String term, Set<String> beginnings) {
        return beginnings.stream().anyMatch(term::startsWith);
    }

    /// Where most matches stand close together; the first of such places.
    private static Span passage(List<Span> matches, String text, int length) {
        var best = 0;
        var start = 0;
        for (var first = 0; first < matches.size(); first++) {
            var from = Math.max(0, matches.get(first).start() - BEFORE);
            var count = (int) matches.stream().skip(first).takeWhile(match -> match.end() <= from + length).count();
            if (count > best) {
                best = count;
                start = from;
            }
        }
        return new Span(whole(text, start), whole(text, Math.min(text.length(), start + length)));
    }

    /// Not in the middle of a surrogate pair.
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static String marked(String text, Span passage, List<Span> matches) {
        var html = new StringBuilder(passage.start() > 0 ? "…" : "");
        var at = passage.start();
        for (var match : matches) {
            if (match.start() < at || match.end() > passage.end()) continue;
            html.append(escaped(text, at, match.start())).append("<mark>").append(escaped(text, match.start(), match.end())).append("</mark>");
            at = match.end();
        }
        return html.append(escaped(text, at, passage.end())).append(passage.end() < text.length() ? "…" : "").toString();
    }

    private static String escaped(String text, int from, int to) {
        return HtmlUtils.htmlEscape(text.substring(from, to), "UTF-8");
    }
}
