package app.rapport.platform.store;

import static app.rapport.platform.store.generated.Tables.PLATFORM_INTAKE;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import app.rapport.platform.intake.Intake.Arrived;
import app.rapport.platform.intake.Intake.Done;
import app.rapport.platform.intake.Intake.Held;
import app.rapport.platform.intake.Intake.HeldItem;
import app.rapport.platform.intake.Intake.Open;
import app.rapport.platform.store.generated.tables.records.PlatformIntakeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of what arrived.
@Repository
public class IntakeStore {

    private static final String CLAIM = """
            update platform_intake set owner = {0}::uuid, claimed_until = {1}::timestamptz, attempts = attempts + 1
            where id in (
              select i.id from platform_intake i
              where i.state = 'open' and (i.claimed_until is null or i.claimed_until < {2}::timestamptz)
                and not exists (select from platform_intake other
                  where other.state = 'open' and other.owner is not null and other.origin_key = i.origin_key
                    and other.claimed_until >= {2}::timestamptz and other.id <> i.id)
              order by i.id limit {3} for update skip locked)
            returning *
            """;

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

    public List<Open> claim(UUID owner, int limit, Instant now, Duration term) {
        return db.resultQuery(CLAIM, val(owner.toString()), val(now.plus(term).toString()), val(now.toString()), val(limit))
                .fetchInto(PLATFORM_INTAKE).sortAsc(PLATFORM_INTAKE.ID).map(IntakeStore::toOpen);
    }

    public Optional<Open> lock(long id, UUID owner) {
        return locked(PLATFORM_INTAKE.ID.eq(id).and(PLATFORM_INTAKE.STATE.eq("open")).and(PLATFORM_INTAKE.OWNER.eq(owner)));
    }

    public Optional<Open> lockHeld(long id) {
        return locked(PLATFORM_INTAKE.ID.eq(id).and(PLATFORM_INTAKE.STATE.eq("held")));
    }

    private Optional<Open> locked(Condition condition) {
        return db.selectFrom(PLATFORM_INTAKE).where(condition).forNoKeyUpdate().fetchOptional(IntakeStore::toOpen);
    }

    public Optional<Open> find(long id) {
        return db.selectFrom(PLATFORM_INTAKE).where(PLATFORM_INTAKE.ID.eq(id)).fetchOptional(IntakeStore::toOpen);
    }

    public void done(long id, Done done, Instant at) {
        finish(id, "done", done, at);
    }

    public void recovered(long id, Done done, Instant at) {
        finish(id, "recovered", done, at);
    }

    private void finish(long id, String state, Done done, Instant at) {
        db.update(PLATFORM_INTAKE).set(PLATFORM_INTAKE.STATE, state).set(PLATFORM_INTAKE.OUTCOME, done.outcome())
                .set(PLATFORM_INTAKE.TICKET_ID, done.ticketId()).set(PLATFORM_INTAKE.MESSAGE_ID, done.messageId())
                .set(PLATFORM_INTAKE.FINISHED_AT, at).setNull(PLATFORM_INTAKE.OWNER)
                .where(PLATFORM_INTAKE.ID.eq(id)).execute();
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

    public void giveBack(@Nullable UUID owner) {
        db.update(PLATFORM_INTAKE).setNull(PLATFORM_INTAKE.OWNER).setNull(PLATFORM_INTAKE.CLAIMED_UNTIL)
                .where(PLATFORM_INTAKE.STATE.eq("open")).and(owner == null ? PLATFORM_INTAKE.OWNER.isNotNull() : PLATFORM_INTAKE.OWNER.eq(owner)).execute();
    }

    public void dismiss(long id, Instant at) {
        db.update(PLATFORM_INTAKE).set(PLATFORM_INTAKE.STATE, "dismissed").set(PLATFORM_INTAKE.FINISHED_AT, at).where(PLATFORM_INTAKE.ID.eq(id)).execute();
    }

    public List<HeldItem> held(@Nullable Long before, int limit) {
        return db.selectFrom(PLATFORM_INTAKE)
                .where(PLATFORM_INTAKE.STATE.eq("held")).and(before == null ? noCondition() : PLATFORM_INTAKE.ID.lt(before))
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

    private static Open toOpen(PlatformIntakeRecord row) {
        return new Open(row.getId(), new Arrived(row.getKind(), row.getAccountId(), row.getKey(), row.getOriginKey(), row.getEnvelope().data(), row.getRaw(),
                row.getFile(), row.getSize()), row.getAttempts(), row.getReceivedAt());
    }
}
