package app.rapport.platform.search;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A full-text index in a folder, built from the journal and rebuilt from it when it is lost.
///
/// It keeps the position up to which it was built in its own commits: after a crash it is as old as its cursor says, never
/// newer or older.
public final class SearchIndex implements AutoCloseable {

    /// Up to where the journal is in the index.
    public record Cursor(long incarnation, long position) {
        static final Cursor START = new Cursor(0, 0);
    }

    static final String KEY = "key";
    static final String TYPE = "type";
    static final String ID = "id";
    static final String GROUP = "group";
    static final String GROUP_ID = "group_id";

    private static final Logger log = LoggerFactory.getLogger(SearchIndex.class);
    private static final double BUFFER_MEGABYTES = 32;

    private final Map<String, Float> boosts;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Searching searching;

    /// @param boosts the text fields and their weights
    public static SearchIndex open(Path folder, Map<String, Float> boosts) {
        try {
            return opened(folder, boosts);
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException | IndexNotFoundException | EOFException
                | NoSuchFileException e) {
            log.warn("The search index in {} cannot be read; it is made anew from the journal now, and finds little until that is done", folder, e);
            return anew(folder, boosts);
        } catch (IOException e) {
            throw new UncheckedIOException("The search index in " + folder + " cannot be opened", e);
        }
    }

    private static SearchIndex anew(Path folder, Map<String, Float> boosts) {
        try {
            IOUtils.rm(folder);
            return opened(folder, boosts);
        } catch (IOException e) {
            throw new UncheckedIOException("The search index in " + folder + " cannot be made", e);
        }
    }

    private static SearchIndex opened(Path folder, Map<String, Float> boosts) throws IOException {
        var directory = FSDirectory.open(folder);
        try {
            return new SearchIndex(directory, boosts);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private SearchIndex(Directory directory, Map<String, Float> boosts) throws IOException {
        this.boosts = Map.copyOf(boosts);
        this.writer = new IndexWriter(directory, settings(boosts));
        try {
            this.searchers = new SearcherManager(writer, null);
        } catch (IOException e) {
            writer.rollback();
            throw e;
        }
        this.searching = new Searching(searchers, new TextQueries(this.boosts));
    }

    private static IndexWriterConfig settings(Map<String, Float> boosts) {
        var stemmed = new HashMap<String, org.apache.lucene.analysis.Analyzer>();
        for (var field : boosts.keySet()) stemmed.put(field + TextQueries.STEMMED, Analysis.STEMMED);
        return new IndexWriterConfig(new PerFieldAnalyzerWrapper(Analysis.PLAIN, stemmed))
                .setRAMBufferSizeMB(BUFFER_MEGABYTES).setCommitOnClose(false);
    }

    /// Adds documents, or puts them in place of those with the same type and id. They are found within a second and last from the next commit on.
    public void index(List<IndexedDocument> documents) {
        run(() -> {
            for (var document : documents) writer.updateDocument(new Term(KEY, document.type() + ":" + document.id()), toLucene(document));
        });
    }

    public void delete(String type, long id) {
        run(() -> writer.deleteDocuments(new Term(KEY, type + ":" + id)));
    }

    public void deleteGroup(long groupId) {
        run(() -> writer.deleteDocuments(new Term(GROUP, Long.toString(groupId))));
    }

    /// Changes who may find a group's documents, without indexing their texts anew.
    public void updatePermissions(long groupId, Map<String, Long> terms) {
        var updates = terms.entrySet().stream().map(term -> new NumericDocValuesField(term.getKey(), term.getValue())).toArray(Field[]::new);
        run(() -> writer.updateDocValues(new Term(GROUP, Long.toString(groupId)), updates));
    }

    /// Makes everything up to a position last, together with the position.
    public void commit(Cursor cursor) {
        run(() -> {
            writer.setLiveCommitData(Map.of("incarnation", "" + cursor.incarnation(), "position", "" + cursor.position()).entrySet());
            writer.commit();
        });
    }

    /// That of the last commit; the start for a new index.
    public Cursor cursor() {
        var committed = writer.getLiveCommitData();
        return committed == null ? Cursor.START : cursor(committed);
    }

    private static Cursor cursor(Iterable<Map.Entry<String, String>> committed) {
        var data = new HashMap<String, String>();
        committed.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        return new Cursor(Long.parseLong(data.getOrDefault("incarnation", "0")), Long.parseLong(data.getOrDefault("position", "0")));
    }

    /// What the last commit holds of one document.
    public record Indexed(String type, long id, long groupId, Map<String, Long> terms) {}

    /// Reads through the last commit of an index, also while another process writes to it.
    ///
    /// @param terms those to read
    /// @return the cursor of that commit; the start when there is no index
    public static Cursor read(Path folder, List<String> terms, Consumer<Indexed> each) {
        try (var directory = FSDirectory.open(folder)) {
            if (!DirectoryReader.indexExists(directory)) return Cursor.START;
            try (var reader = DirectoryReader.open(directory)) {
                for (var leaf : reader.leaves()) new IndexedLeaf(leaf.reader(), terms).forEach(each);
                return cursor(reader.getIndexCommit().getUserData().entrySet());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The search index in " + folder + " cannot be read", e);
        }
    }

    /// Empties it, to be built from the start.
    public void clear() {
        run(writer::deleteAll);
        commit(Cursor.START);
    }

    /// Groups in which every word is found, the last word perhaps only by its beginning.
    ///
    /// @param after where the last page ended; null for the first
    public Found search(String words, PermissionFilter permissions, Found.@Nullable After after, int limit) {
        return searching.search(SearchWords.of(words), permissions, after, limit);
    }

    /// Shows what was indexed up to now; otherwise that happens when somebody searches and half a second has passed.
    public void refresh() {
        run(searchers::maybeRefreshBlocking);
    }

    @Override
    public void close() {
        run(() -> {
            searchers.close();
            writer.rollback();
            writer.getDirectory().close();
        });
    }

    private Document toLucene(IndexedDocument document) {
        var lucene = new Document();
        lucene.add(new StringField(KEY, document.type() + ":" + document.id(), Field.Store.NO));
        lucene.add(new StringField(GROUP, Long.toString(document.groupId()), Field.Store.NO));
        lucene.add(new SortedDocValuesField(TYPE, new BytesRef(document.type())));
        lucene.add(new NumericDocValuesField(ID, document.id()));
        lucene.add(new NumericDocValuesField(GROUP_ID, document.groupId()));
        document.terms().forEach((term, value) -> lucene.add(new NumericDocValuesField(term, value)));
        for (var exact : document.exact()) {
            for (var token : Analysis.tokens(Analysis.PLAIN, exact)) lucene.add(new StringField(TextQueries.EXACT, token.term(), Field.Store.NO));
        }
        if (!boosts.keySet().containsAll(document.texts().keySet())) throw new IllegalArgumentException("The index has not all fields of " + document.texts().keySet());
        // An empty text as well: where some documents lack a field, its norms are kept in a way that is a third slower to search.
        boosts.keySet().forEach(field -> {
            var text = document.texts().getOrDefault(field, "");
            lucene.add(new TextField(field, text, Field.Store.NO));
            lucene.add(new TextField(field + TextQueries.STEMMED, text, Field.Store.NO));
        });
        return lucene;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The search index cannot be used; the reader that builds it tries again", e);
        }
    }
}
