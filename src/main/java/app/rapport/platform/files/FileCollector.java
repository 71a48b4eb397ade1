package app.rapport.platform.files;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.store.FileStore;
import app.rapport.platform.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Removes contents that nobody names and that were not kept anew for a day.
///
/// In two commits: a content is first marked gone and then unlinked, each time under its row's lock. Whoever keeps the same content in between
/// takes that lock too, brings a copy of his own and takes the mark away, so the second commit leaves it alone. A crash in between is finished by
/// the next collection.
@Component
class FileCollector {

    static final Duration GRACE = Duration.ofDays(1);
    private static final int BATCH = 500;

    private final Staging staging;
    private final FileStorage storage;
    private final FileStore store;
    private final Transactions transactions;
    private final List<FileReferences> references;
    private final Time time;

    FileCollector(Staging staging, FileStorage storage, FileStore store, Transactions transactions, List<FileReferences> references, Time time) {
        this.staging = staging;
        this.storage = storage;
        this.store = store;
        this.transactions = transactions;
        this.references = List.copyOf(references);
        this.time = time;
    }

    void collect() {
        var before = time.now().minus(GRACE);
        staging.clean(before);
        markGone(before);
        adoptOrphans(before);
        unlink();
    }

    void markGone(Instant before) {
        for (var batch = store.unusedSince(before, null, BATCH); !batch.isEmpty(); batch = store.unusedSince(before, batch.getLast(), BATCH)) {
            var named = referenced(batch);
            for (var hash : batch) {
                if (!named.contains(hash)) transactions.run(() -> markGone(hash, before));
            }
        }
    }

    private void markGone(FileHash hash, Instant before) {
        if (store.lockUnused(hash, before) && referenced(Set.of(hash)).isEmpty()) store.gone(hash);
    }

    /// A writer that died between rename and commit left a content without a row.
    private void adoptOrphans(Instant before) {
        var found = new ArrayList<FileHash>();
        storage.eachPutBefore(before, found::add);
        for (var from = 0; from < found.size(); from += BATCH) {
            var batch = found.subList(from, Math.min(from + BATCH, found.size()));
            transactions.run(() -> store.adoptGone(batch, time.now()));
        }
    }

    void unlink() {
        for (var hash : store.allGone()) {
            transactions.run(() -> {
                if (store.lockGone(hash)) unlink(hash);
            });
        }
    }

    /// The row goes first: a foreign key to it would stop us here.
    private void unlink(FileHash hash) {
        if (!referenced(Set.of(hash)).isEmpty()) {
            store.back(hash);
            return;
        }
        store.forget(hash);
        storage.delete(hash);
    }

    private Set<FileHash> referenced(Collection<FileHash> hashes) {
        var named = new HashSet<FileHash>();
        for (var module : references) named.addAll(module.referencedAmong(hashes));
        return named;
    }
}
