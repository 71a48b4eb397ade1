package app.rapport.platform.store;

import static app.rapport.platform.store.generated.Tables.PLATFORM_DEAD_LETTER;
import static app.rapport.platform.store.generated.Tables.PLATFORM_READER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Cursors, leases and dead letters of the shared readers.
@Repository
public class ReaderStore {

    private final DSLContext db;

    public ReaderStore(DSLContext db) {
        this.db = db;
    }

    /// Makes the reader known, with its cursor at `position` if it is new.
    public void register(String name, long position, Instant now) {
        db.insertInto(PLATFORM_READER, PLATFORM_READER.NAME, PLATFORM_READER.POSITION, PLATFORM_READER.ACTIVATED_AT, PLATFORM_READER.UPDATED_AT)
                .values(name, position, position, now)
                .onConflictDoNothing()
                .execute();
    }

    /// The cursor, when this holder has or gets the lease.
    public Optional<Long> lease(String name, UUID holder, Instant now, Duration term) {
        return db.update(PLATFORM_READER)
                .set(PLATFORM_READER.HOLDER, holder)
                .set(PLATFORM_READER.LEASED_UNTIL, now.plus(term))
                .where(PLATFORM_READER.NAME.eq(name))
                .and(PLATFORM_READER.HOLDER.eq(holder).or(PLATFORM_READER.HOLDER.isNull()).or(PLATFORM_READER.LEASED_UNTIL.lt(now)))
                .returning(PLATFORM_READER.POSITION)
                .fetchOptional(PLATFORM_READER.POSITION);
    }

    public void release(UUID holder) {
        db.update(PLATFORM_READER).setNull(PLATFORM_READER.HOLDER).setNull(PLATFORM_READER.LEASED_UNTIL)
                .where(PLATFORM_READER.HOLDER.eq(holder)).execute();
    }

    public void releaseAll() {
        db.update(PLATFORM_READER).setNull(PLATFORM_READER.HOLDER).setNull(PLATFORM_READER.LEASED_UNTIL).where(PLATFORM_READER.HOLDER.isNotNull()).execute();
    }

    /// Moves the cursor; false when somebody else has moved it or taken the lease: then the transaction must be rolled back.
    public boolean advance(String name, UUID holder, long from, long to, Instant now) {
        return db.update(PLATFORM_READER)
                .set(PLATFORM_READER.POSITION, to)
                .set(PLATFORM_READER.UPDATED_AT, now)
                .where(PLATFORM_READER.NAME.eq(name)).and(PLATFORM_READER.POSITION.eq(from)).and(PLATFORM_READER.HOLDER.eq(holder))
                .execute() == 1;
    }

    public long position(String name) {
        return db.select(PLATFORM_READER.POSITION).from(PLATFORM_READER).where(PLATFORM_READER.NAME.eq(name))
                .fetchOptional(PLATFORM_READER.POSITION).orElse(0L);
    }

    /// How far each reader has come, whether this program knows it or not.
    public SortedMap<String, Long> positions() {
        return new TreeMap<>(db.select(PLATFORM_READER.NAME, PLATFORM_READER.POSITION).from(PLATFORM_READER).fetchMap(PLATFORM_READER.NAME, PLATFORM_READER.POSITION));
    }

    /// Whether some node runs readers.
    public boolean areRun(Instant now) {
        return db.fetchExists(db.selectOne().from(PLATFORM_READER).where(PLATFORM_READER.LEASED_UNTIL.ge(now)));
    }

    /// How many dead letters each reader has, of those that have any.
    public Map<String, Integer> parked() {
        return db.select(PLATFORM_DEAD_LETTER.READER, count()).from(PLATFORM_DEAD_LETTER).where(PLATFORM_DEAD_LETTER.REPLAYED_AT.isNull())
                .groupBy(PLATFORM_DEAD_LETTER.READER).orderBy(PLATFORM_DEAD_LETTER.READER).fetchMap(PLATFORM_DEAD_LETTER.READER, count());
    }

    /// Puts the cursor back to the start, for a projection that is built anew: it will hear what is parked for it once more.
    public void rewind(String name, Instant now) {
        db.update(PLATFORM_READER).set(PLATFORM_READER.POSITION, 0L).set(PLATFORM_READER.UPDATED_AT, now).where(PLATFORM_READER.NAME.eq(name)).execute();
        db.deleteFrom(PLATFORM_DEAD_LETTER).where(PLATFORM_DEAD_LETTER.READER.eq(name)).execute();
    }

    public void park(String reader, CommandFacts facts, int attempts, String error, Instant now) {
        db.insertInto(PLATFORM_DEAD_LETTER)
                .set(PLATFORM_DEAD_LETTER.READER, reader)
                .set(PLATFORM_DEAD_LETTER.COMMAND, facts.command())
                .set(PLATFORM_DEAD_LETTER.SUBJECTS, facts.subjects().toArray(String[]::new))
                .set(PLATFORM_DEAD_LETTER.ATTEMPTS, attempts)
                .set(PLATFORM_DEAD_LETTER.ERROR, error)
                .set(PLATFORM_DEAD_LETTER.AT, now)
                .onConflictDoNothing()
                .execute();
    }

    /// Whether an earlier command of one of these subjects is parked and not yet replayed. One that is being replayed at this moment is
    /// waited for: otherwise what is parked behind it now would be seen by nobody.
    public boolean isParked(String reader, List<String> subjects) {
        return db.selectOne().from(PLATFORM_DEAD_LETTER).where(open(reader, subjects)).forShare().fetch().isNotEmpty();
    }

    public boolean hasParked(String reader) {
        return db.fetchExists(db.selectOne().from(PLATFORM_DEAD_LETTER)
                .where(PLATFORM_DEAD_LETTER.READER.eq(reader)).and(PLATFORM_DEAD_LETTER.REPLAYED_AT.isNull()));
    }

    public List<DeadLetter> deadLetters(@Nullable Long before, int limit) {
        return db.selectFrom(PLATFORM_DEAD_LETTER)
                .where(PLATFORM_DEAD_LETTER.REPLAYED_AT.isNull())
                .and(before == null ? noCondition() : PLATFORM_DEAD_LETTER.ID.lt(before))
                .orderBy(PLATFORM_DEAD_LETTER.ID.desc()).limit(limit)
                .fetch(ReaderStore::toDeadLetter);
    }

    public Optional<DeadLetter> lockDeadLetter(long id) {
        return db.selectFrom(PLATFORM_DEAD_LETTER).where(PLATFORM_DEAD_LETTER.ID.eq(id)).and(PLATFORM_DEAD_LETTER.REPLAYED_AT.isNull())
                .forNoKeyUpdate().fetchOptional(ReaderStore::toDeadLetter);
    }

    public void replayed(long id, Instant now) {
        db.update(PLATFORM_DEAD_LETTER).set(PLATFORM_DEAD_LETTER.REPLAYED_AT, now).where(PLATFORM_DEAD_LETTER.ID.eq(id)).execute();
    }

    /// The next parked command of one of these subjects after `command`.
    public Optional<DeadLetter> nextFollower(String reader, long command, Collection<String> subjects) {
        return db.selectFrom(PLATFORM_DEAD_LETTER).where(open(reader, subjects)).and(PLATFORM_DEAD_LETTER.COMMAND.gt(command))
                .orderBy(PLATFORM_DEAD_LETTER.COMMAND).limit(1).fetchOptional(ReaderStore::toDeadLetter);
    }

    /// The first parked command that this one waits behind.
    public Optional<DeadLetter> predecessor(DeadLetter letter) {
        return db.selectFrom(PLATFORM_DEAD_LETTER).where(open(letter.reader(), letter.subjects())).and(PLATFORM_DEAD_LETTER.COMMAND.lt(letter.command()))
                .orderBy(PLATFORM_DEAD_LETTER.COMMAND).limit(1).fetchOptional(ReaderStore::toDeadLetter);
    }

    private static Condition open(String reader, Collection<String> subjects) {
        return PLATFORM_DEAD_LETTER.READER.eq(reader).and(PLATFORM_DEAD_LETTER.REPLAYED_AT.isNull())
                .and("{0} && {1}::text[]", PLATFORM_DEAD_LETTER.SUBJECTS, val(subjects.toArray(String[]::new)));
    }

    private static DeadLetter toDeadLetter(Record row) {
        var table = PLATFORM_DEAD_LETTER;
        return new DeadLetter(row.get(table.ID), row.get(table.READER), row.get(table.COMMAND), List.of(row.get(table.SUBJECTS)),
                row.get(table.ATTEMPTS), row.get(table.ERROR), row.get(table.AT));
    }
}
