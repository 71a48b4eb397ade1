package app.rapport.platform.store;

import static app.rapport.platform.store.generated.Tables.PLATFORM_INTAKE;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import app.rapport.platform.database.Pipeline;
import app.rapport.platform.intake.Intake.Arrived;
import app.rapport.platform.intake.Intake.Done;
import app.rapport.platform.intake.Intake.Held;
import app.rapport.platform.intake.Intake.HeldItem;
import app.rapport.platform.intake.Intake.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of what arrived.
@Repository
public class IntakeStore {

    // A scalar subquery, not "exists": that is made a join, which reads all that waits once for each origin while the table's statistics say that it is empty.
    private static final String CLAIM = """
            with next as materialized (
              select id, origin_key from platform_intake
              where state = 'open' and (claimed_until is null or claimed_until < {2}::timestamptz)
              order by id limit {3} for update skip locked),
            busy as materialized (
              select origin_key from (select distinct origin_key from next) origin
              where (select true from platform_intake other
                where other.finished_at is null and other.origin_key = origin.origin_key and other.owner is not null and other.claimed_until >= {2}::timestamptz limit 1))
            update platform_intake set owner = {0}::uuid, claimed_until = {1}::timestamptz, attempts = attempts + 1
            where id in (select id from next where origin_key not in (select origin_key from busy) order by id limit {4})
            returning id, kind, account_id, key, origin_key, envelope, raw, file, size, attempts, received_at
            """;

    private static final String DONE = """
            update platform_intake intake
            set state = 'done', outcome = done.outcome, ticket_id = done.ticket_id, message_id = done.message_id, finished_at = {4}, owner = null
            from unnest({0}::bigint[], {1}::text[], {2}::bigint[], {3}::bigint[]) as done (id, outcome, ticket_id, message_id)
            where intake.id = done.id
            """;

    /// What an [Open] is made of.
    private static final List<Field<?>> OPEN = List.of(PLATFORM_INTAKE.ID, PLATFORM_INTAKE.KIND, PLATFORM_INTAKE.ACCOUNT_ID, PLATFORM_INTAKE.KEY, PLATFORM_INTAKE.ORIGIN_KEY,
            PLATFORM_INTAKE.ENVELOPE, PLATFORM_INTAKE.RAW, PLATFORM_INTAKE.FILE, PLATFORM_INTAKE.SIZE, PLATFORM_INTAKE.ATTEMPTS, PLATFORM_INTAKE.RECEIVED_AT);

    private final DSLContext db;

    public IntakeStore(DSLContext db) {
        this.db = db;
    }

    public void insert(List<Arrived> all, Instant at) {
        var insert = db.insertInto(PLATFORM_INTAKE, PLATFORM_INTAKE.KIND, PLATFORM_INTAKE.ACCOUNT_ID, PLATFORM_INTAKE.KEY, PLATFORM_INTAKE.ORIGIN_KEY,
                PLATFORM_INTAKE.ENVELOPE, PLATFORM_INTAKE.RAW, PLATFORM_INTAKE.FILE, PLATFORM_INTAKE.SIZE, PLATFORM_INTAKE.RECEIVED_AT);
        for (var one : all) {
            insert = insert.values(one.kind(), one.accountId(), one.key(), one.originKey(), JSONB.jsonb(one.envelope()), one.raw(), one.file(), one.size(), at);
        }
        insert.onConflict(PLATFORM_INTAKE.KEY).doNothing().execute();
    }

    /// @param among so many of the oldest; those of origins that another owner works on are left out
    public List<Open> claim(UUID owner, int limit, int among, Instant now, Duration term) {
        return db.resultQuery(CLAIM, val(owner.toString()), val(now.plus(term).toString()), val(now.toString()), val(among), val(limit))
                .coerce(OPEN).fetch().sortAsc(PLATFORM_INTAKE.ID).map(IntakeStore::toOpen);
    }

    public Set<Long> lock(Collection<Long> ids, UUID owner) {
        // Found by their ids alone: the index of what is open holds all that waits.
        return db.select(PLATFORM_INTAKE.ID, PLATFORM_INTAKE.STATE, PLATFORM_INTAKE.OWNER).from(PLATFORM_INTAKE)
                .where(PLATFORM_INTAKE.ID.in(ids)).orderBy(PLATFORM_INTAKE.ID).forNoKeyUpdate().stream()
                .filter(row -> row.value2().equals("open") && owner.equals(row.value3())).map(row -> row.value1()).collect(toSet());
    }

    public boolean lockHeld(long id) {
        return db.select(PLATFORM_INTAKE.ID).from(PLATFORM_INTAKE).where(PLATFORM_INTAKE.ID.eq(id)).and(PLATFORM_INTAKE.STATE.eq("held")).forNoKeyUpdate().fetchAny() != null;
    }

    public Optional<Open> find(long id) {
        return db.select(OPEN).from(PLATFORM_INTAKE).where(PLATFORM_INTAKE.ID.eq(id)).fetchOptional(IntakeStore::toOpen);
    }

    public Optional<Open> findHeld(long id) {
        return db.select(OPEN).from(PLATFORM_INTAKE).where(PLATFORM_INTAKE.ID.eq(id)).and(PLATFORM_INTAKE.STATE.eq("held")).fetchOptional(IntakeStore::toOpen);
    }

    /// @param done by id
    public void done(Map<Long, Done> done, Instant at) {
        var outcomes = List.copyOf(done.values());
        Pipeline.send(db.query(DONE, val(done.keySet().toArray(Long[]::new)), val(outcomes.stream().map(Done::outcome).toArray(String[]::new)),
                val(outcomes.stream().map(Done::ticketId).toArray(Long[]::new)), val(outcomes.stream().map(Done::messageId).toArray(Long[]::new)), val(at, PLATFORM_INTAKE.FINISHED_AT)));
    }

    public void recovered(long id, Done done, Instant at) {
        Pipeline.send(db.update(PLATFORM_INTAKE).set(PLATFORM_INTAKE.STATE, "recovered").set(PLATFORM_INTAKE.OUTCOME, done.outcome())
                .set(PLATFORM_INTAKE.TICKET_ID, done.ticketId()).set(PLATFORM_INTAKE.MESSAGE_ID, done.messageId())
                .set(PLATFORM_INTAKE.FINISHED_AT, at).setNull(PLATFORM_INTAKE.OWNER)
                .where(PLATFORM_INTAKE.ID.eq(id)));
    }

    public void hold(long id, Held held, Instant at) {
        db.update(PLATFORM_INTAKE).set(PLATFORM_INTAKE.STATE, "held").set(PLATFORM_INTAKE.REASON, held.reason()).set(PLATFORM_INTAKE.DETAIL, held.detail())
                .set(PLATFORM_INTAKE.SENDER, held.sender()).set(PLATFORM_INTAKE.RECIPIENT, held.recipient()).set(PLATFORM_INTAKE.SUBJECT, held.subject())
                .set(PLATFORM_INTAKE.FINISHED_AT, at).setNull(PLATFORM_INTAKE.OWNER)
                .where(PLATFORM_INTAKE.ID.eq(id)).execute();
    }

    public void postpone(long id, UUID owner, Instant until) {
        db.update(PLATFORM_INTAKE).setNull(PLATFORM_INTAKE.OWNER).set(PLATFORM_INTAKE.CLAIMED_UNTIL, until)
                .where(PLATFORM_INTAKE.ID.eq(id)).and(PLATFORM_INTAKE.OWNER.eq(owner)).and(PLATFORM_INTAKE.STATE.eq("open")).execute();
    }

    /// @param owner null for all; an owner who lives to give back was interrupted by the database, which is no attempt
    public void giveBack(@Nullable UUID owner) {
        db.update(PLATFORM_INTAKE).setNull(PLATFORM_INTAKE.OWNER).setNull(PLATFORM_INTAKE.CLAIMED_UNTIL)
                .set(PLATFORM_INTAKE.ATTEMPTS, owner == null ? PLATFORM_INTAKE.ATTEMPTS : PLATFORM_INTAKE.ATTEMPTS.minus(1))
                .where(PLATFORM_INTAKE.STATE.eq("open")).and(owner == null ? PLATFORM_INTAKE.OWNER.isNotNull() : PLATFORM_INTAKE.OWNER.eq(owner)).execute();
    }

    public void dismiss(long id, Instant at) {
        db.update(PLATFORM_INTAKE).set(PLATFORM_INTAKE.STATE, "dismissed").set(PLATFORM_INTAKE.FINISHED_AT, at).where(PLATFORM_INTAKE.ID.eq(id)).execute();
    }

    public List<HeldItem> held(@Nullable Collection<Long> accounts, @Nullable Long before, int limit) {
        return db.selectFrom(PLATFORM_INTAKE)
                .where(PLATFORM_INTAKE.STATE.eq("held")).and(before == null ? noCondition() : PLATFORM_INTAKE.ID.lt(before))
                .and(accounts == null ? noCondition() : PLATFORM_INTAKE.ACCOUNT_ID.in(accounts))
                .orderBy(PLATFORM_INTAKE.ID.desc()).limit(limit)
                .fetch(row -> new HeldItem(row.getId(), row.getAccountId(),
                        new Held(String.valueOf(row.getReason()), row.getDetail(), row.getSender(), row.getRecipient(), row.getSubject()), row.getReceivedAt()));
    }

    /// Forgets the raw form of what came before a time and is finished; how many.
    public int releaseRaw(Instant before, int limit) {
        return db.execute("""
                update platform_intake set raw = null, file = null where id in (
                  select id from platform_intake where received_at < {0}::timestamptz and (raw is not null or file is not null)
                    and state in ('done', 'recovered', 'dismissed')
                  order by received_at limit {1})
                """, val(before.toString()), val(limit));
    }

    public int waiting() {
        return db.fetchCount(PLATFORM_INTAKE, PLATFORM_INTAKE.STATE.eq("open"));
    }

    public Optional<Instant> oldestWaiting() {
        return db.select(min(PLATFORM_INTAKE.RECEIVED_AT)).from(PLATFORM_INTAKE).where(PLATFORM_INTAKE.STATE.eq("open")).fetchOptional(0, Instant.class);
    }

    public int heldCount() {
        return db.fetchCount(PLATFORM_INTAKE, PLATFORM_INTAKE.STATE.eq("held"));
    }

    private static Open toOpen(Record row) {
        var table = PLATFORM_INTAKE;
        return new Open(row.get(table.ID), new Arrived(row.get(table.KIND), row.get(table.ACCOUNT_ID), row.get(table.KEY), row.get(table.ORIGIN_KEY), row.get(table.ENVELOPE).data(),
                row.get(table.RAW), row.get(table.FILE), row.get(table.SIZE)), row.get(table.ATTEMPTS), row.get(table.RECEIVED_AT));
    }
}
