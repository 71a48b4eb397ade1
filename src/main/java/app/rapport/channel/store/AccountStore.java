package app.rapport.channel.store;

import static app.rapport.channel.store.generated.Tables.CHANNEL_ACCOUNT;
import static org.jooq.impl.DSL.noCondition;

import app.rapport.channel.store.generated.tables.records.ChannelAccountRecord;
import app.rapport.customer.Handle;
import app.rapport.platform.database.Pipeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of channel accounts.
@Repository
public class AccountStore {

    /// An account without its settings.
    public record Row(
            long id, String kind, long brandId, @Nullable Long teamId, String name, String address, boolean active, @Nullable String problem, Instant createdAt,
            long version) {}

    private final DSLContext db;

    public AccountStore(DSLContext db) {
        this.db = db;
    }

    /// Empty when an active account has the address.
    public Optional<Row> insert(String kind, long brandId, @Nullable Long teamId, String name, String address, Instant at) {
        return db.insertInto(CHANNEL_ACCOUNT)
                .set(CHANNEL_ACCOUNT.KIND, kind).set(CHANNEL_ACCOUNT.BRAND_ID, brandId).set(CHANNEL_ACCOUNT.TEAM_ID, teamId).set(CHANNEL_ACCOUNT.NAME, name)
                .set(CHANNEL_ACCOUNT.ADDRESS, address).set(CHANNEL_ACCOUNT.ADDRESS_FOLDED, fold(address)).set(CHANNEL_ACCOUNT.CREATED_AT, at)
                .set(CHANNEL_ACCOUNT.VERSION, 1L)
                .onConflict(CHANNEL_ACCOUNT.KIND, CHANNEL_ACCOUNT.ADDRESS_FOLDED).where(CHANNEL_ACCOUNT.ACTIVE.isTrue()).doNothing()
                .returning().fetchOptional(AccountStore::toRow);
    }

    public Optional<Row> lock(long id) {
        return db.selectFrom(CHANNEL_ACCOUNT).where(CHANNEL_ACCOUNT.ID.eq(id)).forNoKeyUpdate().fetchOptional(AccountStore::toRow);
    }

    /// @throws org.springframework.dao.DuplicateKeyException another active account has the address
    public void save(Row row) {
        db.update(CHANNEL_ACCOUNT).set(CHANNEL_ACCOUNT.NAME, row.name()).set(CHANNEL_ACCOUNT.ACTIVE, row.active()).set(CHANNEL_ACCOUNT.TEAM_ID, row.teamId())
                .set(CHANNEL_ACCOUNT.VERSION, row.version()).where(CHANNEL_ACCOUNT.ID.eq(row.id())).execute();
    }

    /// What an administrator should know about it; null when all is well.
    public void problem(long id, @Nullable String problem) {
        Pipeline.send(db.update(CHANNEL_ACCOUNT).set(CHANNEL_ACCOUNT.PROBLEM, problem)
                .where(CHANNEL_ACCOUNT.ID.eq(id)).and(CHANNEL_ACCOUNT.PROBLEM.isDistinctFrom(problem)));
    }

    public Optional<Row> find(long id) {
        return db.selectFrom(CHANNEL_ACCOUNT).where(CHANNEL_ACCOUNT.ID.eq(id)).fetchOptional(AccountStore::toRow);
    }

    public List<Row> list(@Nullable Long after, int limit) {
        return db.selectFrom(CHANNEL_ACCOUNT).where(after == null ? noCondition() : CHANNEL_ACCOUNT.ID.gt(after))
                .orderBy(CHANNEL_ACCOUNT.ID).limit(limit).fetch(AccountStore::toRow);
    }

    private static Row toRow(ChannelAccountRecord row) {
        return new Row(row.getId(), row.getKind(), row.getBrandId(), row.getTeamId(), row.getName(), row.getAddress(), row.getActive(), row.getProblem(),
                row.getCreatedAt(), row.getVersion());
    }

    /// The form to compare by, the same as of the addresses of contacts.
    public static String fold(String address) {
        return Handle.email(address).value();
    }
}
