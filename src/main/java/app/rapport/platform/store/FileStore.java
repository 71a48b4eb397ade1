package app.rapport.platform.store;

import static app.rapport.platform.store.generated.Tables.PLATFORM_FILE;

import app.rapport.platform.files.FileHash;
import java.time.Instant;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/// The rows of contents.
@Repository
public class FileStore {

    private final DSLContext db;

    public FileStore(DSLContext db) {
        this.db = db;
    }

    /// Notes that the content is there and in use. Takes the lock that the collector takes, so one waits for the other.
    public void here(FileHash hash, long size, Instant at) {
        db.insertInto(PLATFORM_FILE, PLATFORM_FILE.HASH, PLATFORM_FILE.SIZE, PLATFORM_FILE.CREATED_AT, PLATFORM_FILE.USED_AT)
                .values(hash.bytes(), size, at, at)
                .onConflict(PLATFORM_FILE.HASH).doUpdate().set(PLATFORM_FILE.STATE, "here").set(PLATFORM_FILE.USED_AT, at)
                .execute();
    }
}
