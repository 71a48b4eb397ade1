package app.rapport.workspace.store;

import static app.rapport.workspace.store.generated.Tables.WORKSPACE_AGENT;
import static app.rapport.workspace.store.generated.Tables.WORKSPACE_SESSION;

import app.rapport.workspace.Session;
import app.rapport.workspace.store.generated.tables.records.WorkspaceSessionRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of sessions; of the token only its hash.
@Repository
public class SessionStore {

    private final DSLContext db;

    public SessionStore(DSLContext db) {
        this.db = db;
    }

    public Session insert(byte[] hash, long agentId, @Nullable String address, @Nullable String userAgent, Instant at) {
        return toSession(db.insertInto(WORKSPACE_SESSION)
                .set(WORKSPACE_SESSION.TOKEN_HASH, hash).set(WORKSPACE_SESSION.AGENT_ID, agentId).set(WORKSPACE_SESSION.ADDRESS, address)
                .set(WORKSPACE_SESSION.USER_AGENT, userAgent).set(WORKSPACE_SESSION.CREATED_AT, at).set(WORKSPACE_SESSION.LAST_USED_AT, at)
                .returning().fetchSingle());
    }

    /// Of an agent who is active.
    public Optional<Session> byHash(byte[] hash, Instant usedSince) {
        return db.select(WORKSPACE_SESSION.fields()).from(WORKSPACE_SESSION)
                .join(WORKSPACE_AGENT).on(WORKSPACE_AGENT.ID.eq(WORKSPACE_SESSION.AGENT_ID)).and(WORKSPACE_AGENT.ACTIVE)
                .where(WORKSPACE_SESSION.TOKEN_HASH.eq(hash)).and(WORKSPACE_SESSION.ENDED_AT.isNull()).and(WORKSPACE_SESSION.LAST_USED_AT.gt(usedSince))
                .fetchOptional(row -> toSession(row.into(WORKSPACE_SESSION)));
    }

    public List<Session> ofAgent(long agentId, Instant usedSince) {
        return db.selectFrom(WORKSPACE_SESSION)
                .where(WORKSPACE_SESSION.AGENT_ID.eq(agentId)).and(WORKSPACE_SESSION.ENDED_AT.isNull()).and(WORKSPACE_SESSION.LAST_USED_AT.gt(usedSince))
                .orderBy(WORKSPACE_SESSION.ID.desc()).limit(100).fetch(SessionStore::toSession);
    }

    public Set<Long> ended(Collection<Long> ids) {
        return db.select(WORKSPACE_SESSION.ID).from(WORKSPACE_SESSION).where(WORKSPACE_SESSION.ID.in(ids)).and(WORKSPACE_SESSION.ENDED_AT.isNotNull()).fetchSet(WORKSPACE_SESSION.ID);
    }

    public void used(long id, Instant at) {
        db.update(WORKSPACE_SESSION).set(WORKSPACE_SESSION.LAST_USED_AT, at).where(WORKSPACE_SESSION.ID.eq(id)).execute();
    }

    public boolean end(long id, long agentId, Instant at) {
        return db.update(WORKSPACE_SESSION).set(WORKSPACE_SESSION.ENDED_AT, at)
                .where(WORKSPACE_SESSION.ID.eq(id)).and(WORKSPACE_SESSION.AGENT_ID.eq(agentId)).and(WORKSPACE_SESSION.ENDED_AT.isNull()).execute() == 1;
    }

    public void endAll(long agentId, Instant at) {
        db.update(WORKSPACE_SESSION).set(WORKSPACE_SESSION.ENDED_AT, at)
                .where(WORKSPACE_SESSION.AGENT_ID.eq(agentId)).and(WORKSPACE_SESSION.ENDED_AT.isNull()).execute();
    }

    private static Session toSession(WorkspaceSessionRecord row) {
        return new Session(row.getId(), row.getAgentId(), row.getCreatedAt(), row.getLastUsedAt(), row.getAddress(), row.getUserAgent());
    }
}
