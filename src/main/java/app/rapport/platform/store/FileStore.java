package app.rapport.platform.store;

import static app.rapport.platform.store.generated.Tables.PLATFORM_FILE;
import static app.rapport.platform.store.generated.Tables.PLATFORM_INTAKE;

import app.rapport.platform.files.FileHash;
import app.rapport.platform.files.FileReferences;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of contents, and the platform's own use of them: raw mail of the intake.
@Repository
public class FileStore implements FileReferences {

    private final DSLContext db;

    public FileStore(DSLContext db) {
        this.db = db;
    }

    /// Notes that the content is there and in use. Takes the lock that the collector takes, so one waits for the other.
    public void here(FileHash hash, long size, Instant at) {
        db.insertInto(PLATFORM_FILE, PLATFORM_FILE.HASH, PLATFORM_FILE.SIZE, PLATFORM_FILE.CREATED_AT, PLATFORM_FILE.USED_AT)
                .values(hash.bytes(), size, at, at)
                .onConflict(PLATFORM_FILE.HASH).doUpdate()
                .set(PLATFORM_FILE.STATE, "here").set(PLATFORM_FILE.SIZE, size).set(PLATFORM_FILE.USED_AT, at)
                .execute();
    }

    /// In the order of their hashes.
    public List<FileHash> unusedSince(Instant before, @Nullable FileHash after, int limit) {
        return db.select(PLATFORM_FILE.HASH).from(PLATFORM_FILE)
                .where(PLATFORM_FILE.STATE.eq("here")).and(PLATFORM_FILE.USED_AT.lt(before))
                .and(after == null ? DSL.noCondition() : PLATFORM_FILE.HASH.gt(after.bytes()))
                .orderBy(PLATFORM_FILE.HASH).limit(limit)
                .fetch(row -> new FileHash(row.value1()));
    }

    /// False when somebody has kept it anew.
    public boolean lockUnused(FileHash hash, Instant before) {
        return db.select(PLATFORM_FILE.HASH).from(PLATFORM_FILE)
                .where(PLATFORM_FILE.HASH.eq(hash.bytes())).and(PLATFORM_FILE.STATE.eq("here")).and(PLATFORM_FILE.USED_AT.lt(before))
                .forUpdate().fetchOptional().isPresent();
    }

    public void gone(FileHash hash) {
        db.update(PLATFORM_FILE).set(PLATFORM_FILE.STATE, "gone").where(PLATFORM_FILE.HASH.eq(hash.bytes())).execute();
    }

    /// Rows for contents that have none, so that they are unlinked under a lock like all others.
    public void adoptGone(Collection<FileHash> hashes, Instant at) {
        var rows = hashes.stream().map(hash -> DSL.row(hash.bytes(), 0L, "gone", at, at)).toList();
        db.insertInto(PLATFORM_FILE, PLATFORM_FILE.HASH, PLATFORM_FILE.SIZE, PLATFORM_FILE.STATE, PLATFORM_FILE.CREATED_AT, PLATFORM_FILE.USED_AT)
                .valuesOfRows(rows).onConflictDoNothing().execute();
    }

    public List<FileHash> allGone() {
        return db.select(PLATFORM_FILE.HASH).from(PLATFORM_FILE).where(PLATFORM_FILE.STATE.eq("gone")).fetch(row -> new FileHash(row.value1()));
    }

    /// False when somebody has brought it back.
    public boolean lockGone(FileHash hash) {
        return db.select(PLATFORM_FILE.HASH).from(PLATFORM_FILE)
                .where(PLATFORM_FILE.HASH.eq(hash.bytes())).and(PLATFORM_FILE.STATE.eq("gone"))
                .forUpdate().fetchOptional().isPresent();
    }

    /// Somebody named it before it was unlinked.
    public void back(FileHash hash) {
        db.update(PLATFORM_FILE).set(PLATFORM_FILE.STATE, "here").where(PLATFORM_FILE.HASH.eq(hash.bytes())).execute();
    }

    public void forget(FileHash hash) {
        db.deleteFrom(PLATFORM_FILE).where(PLATFORM_FILE.HASH.eq(hash.bytes())).execute();
    }

    public record Sum(long count, long bytes) {}

    public Sum kept() {
        return db.select(DSL.count(), DSL.coalesce(DSL.sum(PLATFORM_FILE.SIZE), BigDecimal.ZERO)).from(PLATFORM_FILE).where(PLATFORM_FILE.STATE.eq("here"))
                .fetchSingle(row -> new Sum(row.value1(), row.value2().longValue()));
    }

    public void eachHere(Consumer<FileHash> visitor) {
        db.select(PLATFORM_FILE.HASH).from(PLATFORM_FILE).where(PLATFORM_FILE.STATE.eq("here")).fetch().forEach(row -> visitor.accept(new FileHash(row.value1())));
    }

    public boolean isHere(FileHash hash) {
        return db.fetchExists(PLATFORM_FILE, PLATFORM_FILE.HASH.eq(hash.bytes()).and(PLATFORM_FILE.STATE.eq("here")));
    }

    @Override
    public Set<FileHash> referencedAmong(Collection<FileHash> hashes) {
        return db.selectDistinct(PLATFORM_INTAKE.FILE).from(PLATFORM_INTAKE)
                .where(PLATFORM_INTAKE.FILE.in(hashes.stream().map(FileHash::bytes).toList()))
                .fetch(row -> new FileHash(row.value1())).stream().collect(Collectors.toSet());
    }
}
