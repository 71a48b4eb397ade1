package app.rapport.platform.files;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.store.FileStore;
import app.rapport.platform.time.Time;
import java.io.InputStream;
import org.springframework.stereotype.Component;

/// Files by their content: the same bytes are kept once. On disk before the row says so.
///
/// What no module's [FileReferences] names goes a day after it was last kept.
@Component
public class FileVault {

    /// A file that is kept.
    public record Kept(FileHash hash, long size) {}

    private final Staging staging;
    private final FileStorage storage;
    private final FileStore store;
    private final Transactions transactions;
    private final Time time;

    FileVault(Staging staging, FileStorage storage, FileStore store, Transactions transactions, Time time) {
        this.staging = staging;
        this.storage = storage;
        this.store = store;
        this.transactions = transactions;
        this.time = time;
    }

    public Kept keep(InputStream content) {
        return keep(content, Long.MAX_VALUE);
    }

    /// Keeps a content, durably. Not to be called inside a command's transaction: it writes files.
    ///
    /// @param limit in bytes
    /// @throws app.rapport.platform.Invalid `file` `too-large`
    public Kept keep(InputStream content, long limit) {
        try (var staged = staging.stage(content, limit)) {
            // Our own copy goes in even when there is one: that one may be about to be unlinked. The row's lock decides who is first.
            transactions.run(() -> {
                store.here(staged.hash(), staged.size(), time.now());
                storage.put(staged.hash(), staged.path());
            });
            return new Kept(staged.hash(), staged.size());
        }
    }

    public InputStream open(FileHash hash) {
        return storage.open(hash);
    }
}
