package app.rapport.workspace.store;

import static app.rapport.workspace.store.generated.Tables.WORKSPACE_AGENT;
import static app.rapport.workspace.store.generated.Tables.WORKSPACE_TEAM;
import static app.rapport.workspace.store.generated.Tables.WORKSPACE_TEAM_MEMBER;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import app.rapport.platform.NotFound;
import app.rapport.workspace.Agent;
import app.rapport.workspace.Role;
import app.rapport.workspace.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of agents and their memberships.
@Repository
public class AgentStore {

    /// What a sign-in is decided on.
    public record Credentials(long agentId, @Nullable String passwordHash, boolean active, int failedSignIns, @Nullable Instant lockedUntil) {}

    private static final Field<List<Long>> TEAMS = multiset(select(WORKSPACE_TEAM_MEMBER.TEAM_ID).from(WORKSPACE_TEAM_MEMBER)
                    .where(WORKSPACE_TEAM_MEMBER.AGENT_ID.eq(WORKSPACE_AGENT.ID)))
            .convertFrom(rows -> rows.getValues(0, Long.class)).as("teams");

    private static final long COUNTING_ADMINISTRATORS = 0x61646d696eL;

    private final DSLContext db;

    public AgentStore(DSLContext db) {
        this.db = db;
    }

    public Optional<Agent> find(long id) {
        return rows(WORKSPACE_AGENT.ID.eq(id)).fetchOptional(AgentStore::toAgent);
    }

    public Agent lock(long id) {
        var locked = db.select(WORKSPACE_AGENT.ID).from(WORKSPACE_AGENT).where(WORKSPACE_AGENT.ID.eq(id)).forNoKeyUpdate().fetchOptional();
        return locked.flatMap(row -> find(id)).orElseThrow(NotFound::new);
    }

    /// By name, then id.
    public List<Agent> list(@Nullable Long afterId, int limit) {
        return rows(afterId == null ? noCondition() : WORKSPACE_AGENT.ID.gt(afterId)).orderBy(WORKSPACE_AGENT.ID).limit(limit).fetch(AgentStore::toAgent);
    }

    public List<Agent> named(String foldedName) {
        return rows(WORKSPACE_AGENT.EMAIL_FOLDED.eq(foldedName).or(org.jooq.impl.DSL.lower(WORKSPACE_AGENT.NAME).eq(foldedName)))
                .limit(2).fetch(AgentStore::toAgent);
    }

    public boolean any() {
        return db.fetchExists(WORKSPACE_AGENT);
    }

    /// Waits for others who ask and have not committed yet, so that two administrators never each count on the other. Their rows are
    /// locked already, in an order of their own: one lock for all comes after that.
    public long activeAdministratorsBesides(long id) {
        db.execute("select pg_advisory_xact_lock({0})", inline(COUNTING_ADMINISTRATORS));
        return db.fetchCount(WORKSPACE_AGENT, WORKSPACE_AGENT.ROLE.eq(Role.ADMINISTRATOR.key()).and(WORKSPACE_AGENT.ACTIVE).and(WORKSPACE_AGENT.ID.ne(id)));
    }

    /// Empty when the address is taken.
    public Optional<Long> insert(Agent agent, String emailFolded, @Nullable String passwordHash) {
        var id = db.insertInto(WORKSPACE_AGENT)
                .set(WORKSPACE_AGENT.NAME, agent.name())
                .set(WORKSPACE_AGENT.EMAIL, agent.email())
                .set(WORKSPACE_AGENT.EMAIL_FOLDED, emailFolded)
                .set(WORKSPACE_AGENT.PASSWORD_HASH, passwordHash)
                .set(WORKSPACE_AGENT.ROLE, agent.role().key())
                .set(WORKSPACE_AGENT.SCOPE_ALL, agent.scope().all())
                .set(WORKSPACE_AGENT.SCOPE_TEAMS, array(agent.scope().teamIds()))
                .set(WORKSPACE_AGENT.SCOPE_BRANDS, array(agent.scope().brandIds()))
                .set(WORKSPACE_AGENT.SCOPE_OWN, agent.scope().own())
                .set(WORKSPACE_AGENT.LOCALE, agent.preferences().locale())
                .set(WORKSPACE_AGENT.CREATED_AT, agent.createdAt())
                .set(WORKSPACE_AGENT.VERSION, agent.version())
                .onConflict(WORKSPACE_AGENT.EMAIL_FOLDED).doNothing()
                .returning(WORKSPACE_AGENT.ID)
                .fetchOptional(WORKSPACE_AGENT.ID);
        id.ifPresent(made -> replaceTeams(made, agent.teamIds()));
        return id;
    }

    /// @throws org.springframework.dao.DuplicateKeyException the address is taken
    public void save(Agent agent, String emailFolded) {
        db.update(WORKSPACE_AGENT)
                .set(WORKSPACE_AGENT.NAME, agent.name())
                .set(WORKSPACE_AGENT.EMAIL, agent.email())
                .set(WORKSPACE_AGENT.EMAIL_FOLDED, emailFolded)
                .set(WORKSPACE_AGENT.ROLE, agent.role().key())
                .set(WORKSPACE_AGENT.ACTIVE, agent.active())
                .set(WORKSPACE_AGENT.SCOPE_ALL, agent.scope().all())
                .set(WORKSPACE_AGENT.SCOPE_TEAMS, array(agent.scope().teamIds()))
                .set(WORKSPACE_AGENT.SCOPE_BRANDS, array(agent.scope().brandIds()))
                .set(WORKSPACE_AGENT.SCOPE_OWN, agent.scope().own())
                .set(WORKSPACE_AGENT.LOCALE, agent.preferences().locale())
                .set(WORKSPACE_AGENT.UNDO_SEND_SECONDS, agent.preferences().undoSendSeconds())
                .set(WORKSPACE_AGENT.AFTER_SEND, agent.preferences().afterSend())
                .set(WORKSPACE_AGENT.VERSION, agent.version())
                .where(WORKSPACE_AGENT.ID.eq(agent.id()))
                .execute();
    }

    public void replaceTeams(long agentId, Collection<Long> teamIds) {
        var changed = new TreeSet<>(db.deleteFrom(WORKSPACE_TEAM_MEMBER)
                .where(WORKSPACE_TEAM_MEMBER.AGENT_ID.eq(agentId)).and(WORKSPACE_TEAM_MEMBER.TEAM_ID.notIn(teamIds))
                .returning(WORKSPACE_TEAM_MEMBER.TEAM_ID).fetch(WORKSPACE_TEAM_MEMBER.TEAM_ID));
        for (var team : teamIds) {
            var isNew = db.insertInto(WORKSPACE_TEAM_MEMBER).set(WORKSPACE_TEAM_MEMBER.AGENT_ID, agentId).set(WORKSPACE_TEAM_MEMBER.TEAM_ID, team).onConflictDoNothing().execute() == 1;
            if (isNew) changed.add(team);
        }
        membersChanged(changed);
    }

    /// A team shows its members: its version counts up when they are others. One by one, in the order in which teams are locked.
    public void membersChanged(Set<Long> teamIds) {
        for (var team : teamIds.stream().sorted().toList()) {
            db.update(WORKSPACE_TEAM).set(WORKSPACE_TEAM.VERSION, WORKSPACE_TEAM.VERSION.plus(1)).where(WORKSPACE_TEAM.ID.eq(team)).execute();
        }
    }

    public Optional<Credentials> credentials(String emailFolded) {
        return db.selectFrom(WORKSPACE_AGENT).where(WORKSPACE_AGENT.EMAIL_FOLDED.eq(emailFolded)).fetchOptional(row ->
                new Credentials(row.getId(), row.getPasswordHash(), row.getActive(), row.getFailedSignIns(), row.getLockedUntil()));
    }

    public void setPassword(long id, String hash) {
        db.update(WORKSPACE_AGENT).set(WORKSPACE_AGENT.PASSWORD_HASH, hash).set(WORKSPACE_AGENT.FAILED_SIGN_INS, 0)
                .setNull(WORKSPACE_AGENT.LOCKED_UNTIL).where(WORKSPACE_AGENT.ID.eq(id)).execute();
    }

    public int failedSignIn(long id) {
        return db.update(WORKSPACE_AGENT).set(WORKSPACE_AGENT.FAILED_SIGN_INS, WORKSPACE_AGENT.FAILED_SIGN_INS.plus(1))
                .where(WORKSPACE_AGENT.ID.eq(id)).returning(WORKSPACE_AGENT.FAILED_SIGN_INS).fetchSingle().getFailedSignIns();
    }

    public void lockOut(long id, Instant until) {
        db.update(WORKSPACE_AGENT).set(WORKSPACE_AGENT.LOCKED_UNTIL, until).set(WORKSPACE_AGENT.FAILED_SIGN_INS, 0)
                .where(WORKSPACE_AGENT.ID.eq(id)).execute();
    }

    public void signedIn(long id, Instant at) {
        db.update(WORKSPACE_AGENT).set(WORKSPACE_AGENT.FAILED_SIGN_INS, 0).setNull(WORKSPACE_AGENT.LOCKED_UNTIL).set(WORKSPACE_AGENT.LAST_SEEN_AT, at)
                .where(WORKSPACE_AGENT.ID.eq(id)).execute();
    }

    private SelectConditionStep<? extends Record> rows(Condition condition) {
        return db.select(WORKSPACE_AGENT.asterisk(), TEAMS).from(WORKSPACE_AGENT).where(condition);
    }

    private static Agent toAgent(Record row) {
        var table = WORKSPACE_AGENT;
        return new Agent(row.get(table.ID), row.get(table.NAME), row.get(table.EMAIL), Role.of(row.get(table.ROLE)), row.get(table.ACTIVE),
                new Scope(row.get(table.SCOPE_ALL), Set.of(row.get(table.SCOPE_TEAMS)), Set.of(row.get(table.SCOPE_BRANDS)), row.get(table.SCOPE_OWN)),
                Set.copyOf(row.get(TEAMS)),
                new Agent.Preferences(row.get(table.LOCALE), row.get(table.UNDO_SEND_SECONDS), row.get(table.AFTER_SEND)),
                row.get(table.CREATED_AT), row.get(table.LAST_SEEN_AT), row.get(table.VERSION));
    }

    private static Long[] array(Set<Long> ids) {
        return ids.stream().sorted().toArray(Long[]::new);
    }
}
