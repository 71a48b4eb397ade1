package app.rapport.platform.search;

import app.rapport.platform.search.SearchIndex.Indexed;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;

/// Reads one segment document by document.
final class IndexedLeaf {

    private final LeafReader leaf;
    private final SortedDocValues types;
    private final NumericDocValues ids;
    private final NumericDocValues groups;
    private final Map<String, NumericDocValues> terms = new HashMap<>();

    IndexedLeaf(LeafReader leaf, List<String> terms) throws IOException {
        this.leaf = leaf;
        this.types = DocValues.getSorted(leaf, SearchIndex.TYPE);
        this.ids = DocValues.getNumeric(leaf, SearchIndex.ID);
        this.groups = DocValues.getNumeric(leaf, SearchIndex.GROUP_ID);
        for (var term : terms) this.terms.put(term, DocValues.getNumeric(leaf, term));
    }

    void forEach(Consumer<Indexed> each) throws IOException {
        var alive = leaf.getLiveDocs();
        for (var document = 0; document < leaf.maxDoc(); document++) {
            if (alive == null || alive.get(document)) each.accept(read(document));
        }
    }

    private Indexed read(int document) throws IOException {
        if (!types.advanceExact(document)) throw new IOException("a document without its type");
        var values = new HashMap<String, Long>();
        for (var term : terms.entrySet()) values.put(term.getKey(), value(term.getValue(), document));
        return new Indexed(types.lookupOrd(types.ordValue()).utf8ToString(), value(ids, document), value(groups, document), values);
    }

    private static long value(NumericDocValues values, int document) throws IOException {
        return values.advanceExact(document) ? values.longValue() : 0;
    }
}
