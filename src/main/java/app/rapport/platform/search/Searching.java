package app.rapport.platform.search;

import app.rapport.platform.search.Found.After;
import app.rapport.platform.search.Found.Hit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.jspecify.annotations.Nullable;

/// Searches what the index last showed.
final class Searching {

    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MOST_DOCUMENTS = 100_000;

    private final SearcherManager searchers;
    private final TextQueries queries;
    private final AtomicLong refreshed = new AtomicLong(System.nanoTime());

    Searching(SearcherManager searchers, TextQueries queries) {
        this.searchers = searchers;
        this.queries = queries;
    }

    Found search(SearchWords words, PermissionFilter permissions, @Nullable After after, int limit) {
        if (words.parts().isEmpty()) return new Found(List.of(), null);
        var query = new BooleanQuery.Builder().add(queries.of(words), Occur.MUST).add(permissions.toQuery(), Occur.FILTER).build();
        try {
            refreshByTime();
            var searcher = searchers.acquire();
            try {
                return page(searcher, query, after, limit);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The search index cannot be read", e);
        }
    }

    /// Opening costs as much as what is new: once in a while is enough, and only when somebody looks.
    private void refreshByTime() throws IOException {
        var last = refreshed.get();
        var now = System.nanoTime();
        if (now - last >= REFRESH_NANOS && refreshed.compareAndSet(last, now)) searchers.maybeRefresh();
    }

    /// Takes more and more of the best documents until they make enough groups. Those that weigh as much as the last one taken have equals that were
    /// not taken, so they wait for the next round.
    private static Found page(IndexSearcher searcher, Query query, @Nullable After after, int limit) throws IOException {
        for (var documents = 10 * limit; ; documents *= 8) {
            var found = searcher.search(query, Math.min(documents, MOST_DOCUMENTS)).scoreDocs;
            var floor = found.length < documents || documents > MOST_DOCUMENTS ? 0 : found[found.length - 1].score;
            var groups = groups(searcher, found).stream().filter(hit -> hit.score() > floor)
                    .filter(hit -> after == null || after.isBefore(hit)).limit(limit + 1L).toList();
            if (groups.size() > limit) {
                var last = groups.get(limit - 1);
                return new Found(groups.subList(0, limit), new After(last.score(), last.groupId()));
            }
            if (found.length < documents) return new Found(groups, null);
        }
    }

    private static List<Hit> groups(IndexSearcher searcher, ScoreDoc[] documents) throws IOException {
        var best = new LinkedHashMap<Long, Hit>();
        for (var document : documents) {
            var hit = hit(searcher, document);
            best.putIfAbsent(hit.groupId(), hit);
        }
        return best.values().stream().sorted(Comparator.comparing(Hit::score).thenComparing(Hit::groupId).reversed()).toList();
    }

    private static Hit hit(IndexSearcher searcher, ScoreDoc document) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(document.doc, leaves));
        var inLeaf = document.doc - leaf.docBase;
        var type = DocValues.getSorted(leaf.reader(), SearchIndex.TYPE);
        var id = DocValues.getNumeric(leaf.reader(), SearchIndex.ID);
        var group = DocValues.getNumeric(leaf.reader(), SearchIndex.GROUP_ID);
        if (!type.advanceExact(inLeaf) || !id.advanceExact(inLeaf) || !group.advanceExact(inLeaf)) throw new IOException("a document without its id");
        return new Hit(type.lookupOrd(type.ordValue()).utf8ToString(), id.longValue(), group.longValue(), document.score);
    }
}
