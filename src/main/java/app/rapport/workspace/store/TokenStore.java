package app.rapport.workspace.store;

import static app.rapport.workspace.store.generated.Tables.WORKSPACE_AGENT;
import static app.rapport.workspace.store.generated.Tables.WORKSPACE_TOKEN;
import static org.jooq.impl.DSL.noCondition;

import app.rapport.workspace.ApiToken;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import app.rapport.workspace.store.generated.tables.records.WorkspaceTokenRecord;
import org.springframework.stereotype.Repository;

/// The rows of API tokens.
@Repository
public class TokenStore {

    private final DSLContext db;

    public TokenStore(DSLContext db) {
        this.db = db;
    }

    public Optional<ApiToken> find(long id) {
        return db.selectFrom(WORKSPACE_TOKEN).where(WORKSPACE_TOKEN.ID.eq(id)).and(WORKSPACE_TOKEN.ENDED_AT.isNull()).fetchOptional(TokenStore::toToken);
    }

    /// Of an agent who is active.
    public Optional<ApiToken> byHash(byte[] hash) {
        return db.select(WORKSPACE_TOKEN.fields()).from(WORKSPACE_TOKEN)
                .join(WORKSPACE_AGENT).on(WORKSPACE_AGENT.ID.eq(WORKSPACE_TOKEN.AGENT_ID)).and(WORKSPACE_AGENT.ACTIVE)
                .where(WORKSPACE_TOKEN.TOKEN_HASH.eq(hash)).and(WORKSPACE_TOKEN.ENDED_AT.isNull())
                .fetchOptional(row -> toToken(row.into(WORKSPACE_TOKEN)));
    }

    public Optional<ApiToken> notEnded(byte[] hash) {
        return db.selectFrom(WORKSPACE_TOKEN).where(WORKSPACE_TOKEN.TOKEN_HASH.eq(hash)).and(WORKSPACE_TOKEN.ENDED_AT.isNull()).fetchOptional(TokenStore::toToken);
    }

    /// Those of some that were ended or have run out.
    public Set<Long> over(Collection<Long> ids, Instant now) {
        return db.select(WORKSPACE_TOKEN.ID).from(WORKSPACE_TOKEN)
                .where(WORKSPACE_TOKEN.ID.in(ids)).and(WORKSPACE_TOKEN.ENDED_AT.isNotNull().or(WORKSPACE_TOKEN.EXPIRES_AT.le(now)))
                .fetchSet(WORKSPACE_TOKEN.ID);
    }

    public List<ApiToken> list(@Nullable Long afterId, int limit) {
        return db.selectFrom(WORKSPACE_TOKEN)
                .where(WORKSPACE_TOKEN.ENDED_AT.isNull()).and(afterId == null ? noCondition() : WORKSPACE_TOKEN.ID.gt(afterId))
                .orderBy(WORKSPACE_TOKEN.ID).limit(limit).fetch(TokenStore::toToken);
    }

    public Optional<ApiToken> named(String name) {
        return db.selectFrom(WORKSPACE_TOKEN).where(WORKSPACE_TOKEN.NAME.eq(name)).and(WORKSPACE_TOKEN.ENDED_AT.isNull())
                .orderBy(WORKSPACE_TOKEN.ID).limit(1).fetchOptional(TokenStore::toToken);
    }

    public long insert(ApiToken token, byte[] hash) {
        return db.insertInto(WORKSPACE_TOKEN)
                .set(WORKSPACE_TOKEN.NAME, token.name()).set(WORKSPACE_TOKEN.TOKEN_HASH, hash).set(WORKSPACE_TOKEN.AGENT_ID, token.agentId())
                .set(WORKSPACE_TOKEN.SCOPES, token.scopes().toArray(String[]::new)).set(WORKSPACE_TOKEN.EXPIRES_AT, token.expiresAt())
                .set(WORKSPACE_TOKEN.CREATED_AT, token.createdAt())
                .returning(WORKSPACE_TOKEN.ID).fetchSingle().getId();
    }

    public void end(long id, Instant at) {
        db.update(WORKSPACE_TOKEN).set(WORKSPACE_TOKEN.ENDED_AT, at).set(WORKSPACE_TOKEN.VERSION, 2L).where(WORKSPACE_TOKEN.ID.eq(id)).execute();
    }

    public void used(long id, Instant at) {
        db.update(WORKSPACE_TOKEN).set(WORKSPACE_TOKEN.LAST_USED_AT, at).where(WORKSPACE_TOKEN.ID.eq(id)).execute();
    }

    private static ApiToken toToken(WorkspaceTokenRecord row) {
        return new ApiToken(row.getId(), row.getName(), row.getAgentId(), List.of(row.getScopes()), row.getExpiresAt(), row.getCreatedAt(), row.getLastUsedAt());
    }
}
