package app.rapport.platform.store;

import static app.rapport.platform.store.generated.Tables.PLATFORM_CONFIGURATION;
import static app.rapport.platform.store.generated.Tables.PLATFORM_SECRET;
import static org.jooq.impl.DSL.val;

import app.rapport.platform.journal.Actor;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;

/// Versioned records of configuration, and the secrets that lie apart from them.
@Repository
public class ConfigurationStore {

    public record Row(long version, String body) {}

    private final DSLContext db;

    public ConfigurationStore(DSLContext db) {
        this.db = db;
    }

    public Optional<Row> published(String kind, String key) {
        var table = PLATFORM_CONFIGURATION;
        return db.select(table.VERSION, table.BODY).from(table)
                .where(table.KIND.eq(kind)).and(table.KEY.eq(key)).and(table.STATE.eq("published"))
                .orderBy(table.VERSION.desc()).limit(1)
                .fetchOptional(row -> new Row(row.value1(), row.value2().data()));
    }

    public void lock(String kind, String key) {
        db.execute("select pg_advisory_xact_lock(hashtextextended({0}, 0))", val("configuration/" + kind + "/" + key));
    }

    /// The version is part of the key: two who publish the same one at once cannot both succeed.
    public void publish(String kind, String key, long version, String body, Actor by, Instant at) {
        var table = PLATFORM_CONFIGURATION;
        db.insertInto(table, table.KIND, table.KEY, table.VERSION, table.BODY, table.STATE, table.ACTOR_KIND, table.ACTOR_ID, table.AT)
                .values(kind, key, version, JSONB.jsonb(body), "published", by.kind(), by.id(), at)
                .execute();
    }

    public Optional<byte[]> secret(String kind, String key) {
        return db.select(PLATFORM_SECRET.CIPHERTEXT).from(PLATFORM_SECRET)
                .where(PLATFORM_SECRET.KIND.eq(kind)).and(PLATFORM_SECRET.KEY.eq(key))
                .fetchOptional(PLATFORM_SECRET.CIPHERTEXT);
    }

    public void keepSecret(String kind, String key, byte[] ciphertext, Instant at) {
        db.insertInto(PLATFORM_SECRET, PLATFORM_SECRET.KIND, PLATFORM_SECRET.KEY, PLATFORM_SECRET.CIPHERTEXT, PLATFORM_SECRET.AT)
                .values(kind, key, ciphertext, at)
                .onConflict(PLATFORM_SECRET.KIND, PLATFORM_SECRET.KEY)
                .doUpdate().set(PLATFORM_SECRET.CIPHERTEXT, ciphertext).set(PLATFORM_SECRET.AT, at)
                .execute();
    }

    public void forgetSecret(String kind, String key) {
        db.deleteFrom(PLATFORM_SECRET).where(PLATFORM_SECRET.KIND.eq(kind)).and(PLATFORM_SECRET.KEY.eq(key)).execute();
    }
}
