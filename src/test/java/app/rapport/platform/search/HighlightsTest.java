package app.rapport.platform.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlightsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tent        | My tent leaks          | My <mark>tent</mark> leaks
            tents       | My tent leaks          | My <mark>tent</mark> leaks
            lea         | My tent leaks          | My tent <mark>leaks</mark>
            "lea"       | My tent leaks          | My tent leaks
            muller      | Frau Müller schreibt   | Frau <mark>Müller</mark> schreibt
            osterreich  | Aus Österreich         | Aus <mark>Österreich</mark>
            Äpfel       | Ein Apfel              | Ein <mark>Apfel</mark>
            2026        | Am 1.2.2026 um 8       | Am 1.2.2026 um 8
            b           | <b>a & b</b>           | &lt;<mark>b</mark>&gt;a &amp; <mark>b</mark>&lt;/<mark>b</mark>&gt;
            """)
    void what_was_looked_for_is_marked(String words, String text, String html) {
        assertThat(Highlights.of(words).in(text, 100)).isEqualTo(html);
    }

    @Test
    void the_best_passage_of_a_long_text_is_shown() {
        var text = "tent " + "x ".repeat(200) + "the tent leaks at the seam " + "y ".repeat(200);

        assertThat(Highlights.of("tent leaks").in(text, 80)).startsWith("…").endsWith("…").contains("the <mark>tent</mark> <mark>leaks</mark> at the seam");
    }

    @Test
    void without_a_match_the_beginning_is_shown() {
        assertThat(Highlights.of("nothing").in("a text that goes on", 6)).isEqualTo("a text…");
    }

    @Test
    void what_is_marked_are_the_words_that_are_like_one_of_those_looked_for() {
        var words = lists().of(strings().betweenCodePoints('a', 'f').ofLengthBetween(1, 4).map(word -> word.replace('f', 'ä') + "s")).ofSizeBetween(1, 8);
        qt().withExamples(2_000).forAll(words, words).check((text, sought) -> {
            var parts = SearchWords.of(String.join(" ", sought)).parts();
            var like = text.stream().filter(word -> SearchWords.of(word).parts().stream().anyMatch(one -> parts.stream().anyMatch(part -> part.plain().equals(one.plain())
                    || part.stems().equals(one.stems()) || part.unfinished() && one.plain().getFirst().startsWith(part.plain().getFirst())))).toList();
            return Jsoup.parse(Highlights.of(String.join(" ", sought)).in(String.join(" ", text), 1_000)).select("mark").eachText().equals(like);
        });
    }

    @Test
    void whatever_the_text_the_html_says_a_part_of_it_and_nothing_more() {
        qt().withExamples(2_000).forAll(strings().betweenCodePoints(0x20, 0x24F).ofLengthBetween(0, 200), strings().basicLatinAlphabet().ofLengthBetween(0, 12),
                integers().between(1, 100)).check((text, words, length) -> {
            var html = Highlights.of(words).in(text, length);
            var plain = Jsoup.parse(html).body().wholeText();
            var shown = plain.startsWith("…") ? plain.substring(1) : plain;
            shown = shown.endsWith("…") ? shown.substring(0, shown.length() - 1) : shown;
            return text.contains(shown) && !html.replaceAll("</?mark>", "").contains("<");
        });
    }
}
