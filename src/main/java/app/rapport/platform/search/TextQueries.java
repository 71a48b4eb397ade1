package app.rapport.platform.search;

import app.rapport.platform.search.SearchWords.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// Turns words into a query: every part in some field, the field where it weighs most counts.
final class TextQueries {

    static final String EXACT = "exact";
    static final String STEMMED = "_stemmed";

    private static final float OF_EXACT = 50f;
    private static final float OF_STEM = 0.7f;
    private static final float OF_PREFIX = 0.5f;
    /// What the other fields add: with nothing, Lucene leaves out whatever cannot come among the best.
    private static final float TIE = 0f;

    private final Map<String, Float> boosts;

    /// @param boosts weight of each text field
    TextQueries(Map<String, Float> boosts) {
        this.boosts = boosts;
    }

    Query of(SearchWords words) {
        var all = new BooleanQuery.Builder();
        for (var part : words.parts()) all.add(of(part), Occur.MUST);
        return all.build();
    }

    private Query of(Part part) {
        var ways = new ArrayList<Query>();
        if (part.plain().size() == 1) ways.add(new BoostQuery(new TermQuery(new Term(EXACT, part.plain().getFirst())), OF_EXACT));
        boosts.forEach((field, boost) -> {
            ways.add(new BoostQuery(phrase(field, part.plain()), boost));
            ways.add(new BoostQuery(phrase(field + STEMMED, part.stems()), boost * OF_STEM));
            if (part.unfinished()) ways.add(new BoostQuery(beginning(field, part.plain()), boost * OF_PREFIX));
        });
        return new DisjunctionMaxQuery(ways, TIE);
    }

    private static Query phrase(String field, List<String> terms) {
        if (terms.size() == 1) return new TermQuery(new Term(field, terms.getFirst()));
        return new PhraseQuery(field, terms.toArray(String[]::new));
    }

    /// Of a word that falls apart, such as `e-mai`, all but the last must be there.
    private static Query beginning(String field, List<String> terms) {
        var prefix = new PrefixQuery(new Term(field, terms.getLast()));
        if (terms.size() == 1) return prefix;
        var all = new BooleanQuery.Builder().add(prefix, Occur.MUST);
        for (var term : terms.subList(0, terms.size() - 1)) all.add(new TermQuery(new Term(field, term)), Occur.MUST);
        return all.build();
    }
}
