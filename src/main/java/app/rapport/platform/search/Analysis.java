package app.rapport.platform.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Cuts texts into terms: as they are written, and shortened to what German and English words have in common with their plurals.
/// The language of a text is not known here, so both stems are taken, in texts and in queries alike.
final class Analysis {

    record Token(String term, int start, int end) {}

    static final Analyzer PLAIN = analyzer(lower -> lower);
    static final Analyzer STEMMED = analyzer(Analysis::stems);

    private Analysis() {}

    /// Each term twice: as it is written, then shortened; of those that may be like one of the words, for most of a text is not what somebody looked for.
    static Analyzer like(Stream<String> words) {
        var firsts = words.mapToInt(word -> word.charAt(0)).collect(BitSet::new, BitSet::set, BitSet::or);
        return analyzer(lower -> stems(new KeywordRepeatFilter(new Likely(lower, firsts))));
    }

    /// Shortening and folding leave the first letter of a term alone, when it is one of ASCII.
    private static final class Likely extends FilteringTokenFilter {

        private final BitSet firsts;
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        Likely(TokenStream terms, BitSet firsts) {
            super(terms);
            this.firsts = firsts;
        }

        @Override
        protected boolean accept() {
            var first = term.charAt(0);
            return first > 127 || firsts.get(first);
        }
    }

    /// Hears of a term, which stands in the first `length` characters of a buffer that the next one uses again, and where it is in the text.
    interface Terms {
        void on(char[] term, int length, int start, int end, boolean asWritten);
    }

    static List<Token> tokens(Analyzer analyzer, String text) {
        var tokens = new ArrayList<Token>();
        read(analyzer, text, (term, length, start, end, _) -> tokens.add(new Token(new String(term, 0, length), start, end)));
        return tokens;
    }

    static void read(Analyzer analyzer, String text, Terms terms) {
        try (var stream = analyzer.tokenStream("text", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            var keyword = stream.addAttribute(KeywordAttribute.class);
            stream.reset();
            while (stream.incrementToken()) terms.on(term.buffer(), term.length(), offset.startOffset(), offset.endOffset(), keyword.isKeyword());
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TokenStream stems(TokenStream terms) {
        return new EnglishMinimalStemFilter(new GermanLightStemFilter(terms));
    }

    private static Analyzer analyzer(UnaryOperator<TokenStream> shaped) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                var tokenizer = new StandardTokenizer();
                return new TokenStreamComponents(tokenizer, new ASCIIFoldingFilter(shaped.apply(new LowerCaseFilter(tokenizer))));
            }

            @Override
            protected TokenStream normalize(String field, TokenStream terms) {
                return new ASCIIFoldingFilter(new LowerCaseFilter(terms));
            }
        };
    }
}
