package app.rapport.platform.store;

import static app.rapport.platform.store.generated.Tables.PLATFORM_IDEMPOTENCY;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/// The keys of requests that were answered.
@Repository
public class IdempotencyStore {

    /// @param request a signature of what was asked for
    public record Claim(String principal, String key, String request) {}

    public record Answered(String request, long answerId) {}

    private final DSLContext db;

    public IdempotencyStore(DSLContext db) {
        this.db = db;
    }

    /// Empty when the key is this transaction's now. Waits while another transaction has it.
    public Optional<Answered> claim(Claim claim, Instant now) {
        var table = PLATFORM_IDEMPOTENCY;
        var mine = db.insertInto(table, table.PRINCIPAL, table.KEY, table.REQUEST, table.AT)
                .values(claim.principal(), claim.key(), claim.request(), now).onConflictDoNothing().execute() == 1;
        if (mine) return Optional.empty();
        return Optional.of(db.select(table.REQUEST, table.ANSWER_ID).from(table)
                .where(table.PRINCIPAL.eq(claim.principal())).and(table.KEY.eq(claim.key()))
                .fetchSingle(row -> new Answered(row.value1(), row.value2())));
    }

    public void answered(Claim claim, long answerId) {
        db.update(PLATFORM_IDEMPOTENCY).set(PLATFORM_IDEMPOTENCY.ANSWER_ID, answerId)
                .where(PLATFORM_IDEMPOTENCY.PRINCIPAL.eq(claim.principal())).and(PLATFORM_IDEMPOTENCY.KEY.eq(claim.key())).execute();
    }

    public int forget(Instant before) {
        return db.deleteFrom(PLATFORM_IDEMPOTENCY).where(PLATFORM_IDEMPOTENCY.AT.lt(before)).execute();
    }
}
