package app.rapport.platform.search;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.lucene.analysis.CharArraySet;
import org.springframework.web.util.HtmlUtils;

/// Shows why a text was found: its best passage, escaped, with `<mark>` around what was looked for.
public final class Highlights {

    private static final int LONGEST_TEXT = 50_000;
    private static final int BEFORE = 40;

    private record Span(int start, int end) {}

    private final CharArraySet plain = new CharArraySet(8, false);
    private final CharArraySet stems = new CharArraySet(8, false);
    private final List<String> beginnings = new ArrayList<>();

    private Highlights(SearchWords words) {
        for (var part : words.parts()) {
            plain.addAll(part.plain());
            stems.addAll(part.stems());
            if (part.unfinished()) beginnings.add(part.plain().getLast());
        }
    }

    /// @param words what was looked for
    public static Highlights of(String words) {
        return new Highlights(SearchWords.of(words));
    }

    /// @param length of the passage in characters, without the marks
    public String in(String text, int length) {
        var shortened = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        var matches = matches(shortened);
        var passage = passage(matches, shortened, length);
        return marked(shortened, passage, matches);
    }

    private List<Span> matches(String text) {
        var stemmed = new HashSet<Integer>();
        Analysis.read(Analysis.STEMMED, text, (term, length, start, end) -> {
            if (stems.contains(term, 0, length)) stemmed.add(start);
        });
        var matches = new ArrayList<Span>();
        Analysis.read(Analysis.PLAIN, text, (term, length, start, end) -> {
            if (stemmed.contains(start) || plain.contains(term, 0, length) || startsWithOne(term, length)) matches.add(new Span(start, end));
        });
        return matches;
    }

    private boolean startsWithOne(char[] term, int length) {
        return beginnings.stream().anyMatch(beginning -> beginning.length() <= length && CharBuffer.wrap(term, 0, beginning.length()).equals(CharBuffer.wrap(beginning)));
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
