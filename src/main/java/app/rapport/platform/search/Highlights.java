package app.rapport.platform.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.springframework.web.util.HtmlUtils;

/// Shows why a text was found: its best passage, escaped, with `<mark>` around what was looked for.
public final class Highlights {

    private static final int LONGEST_TEXT = 50_000;
    private static final int BEFORE = 40;

    private record Span(int start, int end) {}

    private final CharArraySet plain = new CharArraySet(8, false);
    private final CharArraySet stems = new CharArraySet(8, false);
    private final List<char[]> beginnings = new ArrayList<>();
    private final Analyzer analyzer;

    private Highlights(SearchWords words) {
        for (var part : words.parts()) {
            plain.addAll(part.plain());
            stems.addAll(part.stems());
            if (part.unfinished()) beginnings.add(part.plain().getLast().toCharArray());
        }
        analyzer = Analysis.like(words.parts().stream().flatMap(part -> Stream.concat(part.plain().stream(), part.stems().stream())));
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
        var matches = new ArrayList<Span>();
        Analysis.read(analyzer, text, (term, length, start, end, asWritten) -> {
            if (!(asWritten ? plain.contains(term, 0, length) || startsWithOne(term, length) : stems.contains(term, 0, length))) return;
            if (matches.isEmpty() || matches.getLast().start() != start) matches.add(new Span(start, end));
        });
        return matches;
    }

    private boolean startsWithOne(char[] term, int length) {
        for (var beginning : beginnings) {
            if (beginning.length <= length && Arrays.equals(beginning, 0, beginning.length, term, 0, beginning.length)) return true;
        }
        return false;
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
