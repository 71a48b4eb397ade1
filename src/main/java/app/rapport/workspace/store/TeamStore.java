package app.rapport.workspace.store;

import static app.rapport.workspace.store.generated.Tables.WORKSPACE_AGENT;
import static app.rapport.workspace.store.generated.Tables.WORKSPACE_BASE;
import static app.rapport.workspace.store.generated.Tables.WORKSPACE_BRAND;
import static app.rapport.workspace.store.generated.Tables.WORKSPACE_TEAM;
import static app.rapport.workspace.store.generated.Tables.WORKSPACE_TEAM_MEMBER;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import app.rapport.platform.NotFound;
import app.rapport.workspace.Brand;
import app.rapport.workspace.Team;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of teams and brands.
@Repository
public class TeamStore {

    private static final Field<List<Long>> MEMBERS = multiset(select(WORKSPACE_TEAM_MEMBER.AGENT_ID).from(WORKSPACE_TEAM_MEMBER)
                    .join(WORKSPACE_AGENT).on(WORKSPACE_AGENT.ID.eq(WORKSPACE_TEAM_MEMBER.AGENT_ID))
                    .where(WORKSPACE_TEAM_MEMBER.TEAM_ID.eq(WORKSPACE_TEAM.ID)).and(WORKSPACE_AGENT.ACTIVE)
                    .orderBy(WORKSPACE_TEAM_MEMBER.AGENT_ID))
            .convertFrom(rows -> rows.getValues(0, Long.class)).as("members");

    private static final long SETTING_UP = 0x73657475_70L;

    private final DSLContext db;

    public TeamStore(DSLContext db) {
        this.db = db;
    }

    public Optional<Team> find(long id) {
        return rows(WORKSPACE_TEAM.ID.eq(id)).fetchOptional(TeamStore::toTeam);
    }

    public Team lock(long id) {
        var locked = db.select(WORKSPACE_TEAM.ID).from(WORKSPACE_TEAM).where(WORKSPACE_TEAM.ID.eq(id)).forNoKeyUpdate().fetchOptional();
        return locked.flatMap(row -> find(id)).orElseThrow(NotFound::new);
    }

    public List<Team> list(@Nullable Long afterId, int limit) {
        return rows(WORKSPACE_TEAM.ACTIVE.isTrue().and(afterId == null ? noCondition() : WORKSPACE_TEAM.ID.gt(afterId)))
                .orderBy(WORKSPACE_TEAM.ID).limit(limit).fetch(TeamStore::toTeam);
    }

    public List<Team> named(String folded) {
        return rows(WORKSPACE_TEAM.ACTIVE.isTrue().and(WORKSPACE_TEAM.NAME_FOLDED.eq(folded))).fetch(TeamStore::toTeam);
    }

    /// Empty when an active team has that name.
    public Optional<Long> insert(String name, String folded, Instant at) {
        return db.insertInto(WORKSPACE_TEAM, WORKSPACE_TEAM.NAME, WORKSPACE_TEAM.NAME_FOLDED, WORKSPACE_TEAM.CREATED_AT, WORKSPACE_TEAM.VERSION)
                .values(name, folded, at, 1L)
                .onConflict(WORKSPACE_TEAM.NAME_FOLDED).where(WORKSPACE_TEAM.ACTIVE).doNothing()
                .returning(WORKSPACE_TEAM.ID).fetchOptional(WORKSPACE_TEAM.ID);
    }

    /// @throws org.springframework.dao.DuplicateKeyException an active team has that name
    public void save(Team team, String folded) {
        db.update(WORKSPACE_TEAM).set(WORKSPACE_TEAM.NAME, team.name()).set(WORKSPACE_TEAM.NAME_FOLDED, folded)
                .set(WORKSPACE_TEAM.ACTIVE, team.active()).set(WORKSPACE_TEAM.VERSION, team.version())
                .where(WORKSPACE_TEAM.ID.eq(team.id())).execute();
    }

    public void replaceMembers(long teamId, Collection<Long> agentIds) {
        db.deleteFrom(WORKSPACE_TEAM_MEMBER).where(WORKSPACE_TEAM_MEMBER.TEAM_ID.eq(teamId)).execute();
        for (var agent : agentIds) {
            db.insertInto(WORKSPACE_TEAM_MEMBER).set(WORKSPACE_TEAM_MEMBER.AGENT_ID, agent).set(WORKSPACE_TEAM_MEMBER.TEAM_ID, teamId).execute();
        }
    }

    public List<Brand> brands() {
        return db.selectFrom(WORKSPACE_BRAND).orderBy(WORKSPACE_BRAND.ID).fetch(row -> new Brand(
                row.getId(), row.getKey(), row.getName(), row.getBaseId(), row.getKind(), row.getLocale(), row.getZone()));
    }

    /// Whoever sets the installation up waits for whoever does so already, until the end of the transaction.
    public void lockSetUp() {
        db.execute("select pg_advisory_xact_lock({0})", inline(SETTING_UP));
    }

    /// The brand and the customer base that every installation starts with.
    public long insertBrand(String key, String name, String locale, String zone) {
        var base = db.insertInto(WORKSPACE_BASE).set(WORKSPACE_BASE.NAME, name).returning(WORKSPACE_BASE.ID).fetchSingle().getId();
        return db.insertInto(WORKSPACE_BRAND).set(WORKSPACE_BRAND.KEY, key).set(WORKSPACE_BRAND.NAME, name).set(WORKSPACE_BRAND.BASE_ID, base)
                .set(WORKSPACE_BRAND.KIND, "public").set(WORKSPACE_BRAND.LOCALE, locale).set(WORKSPACE_BRAND.ZONE, zone).set(WORKSPACE_BRAND.VERSION, 1L)
                .returning(WORKSPACE_BRAND.ID).fetchSingle().getId();
    }

    private SelectConditionStep<? extends Record> rows(Condition condition) {
        return db.select(WORKSPACE_TEAM.asterisk(), MEMBERS).from(WORKSPACE_TEAM).where(condition);
    }

    private static Team toTeam(Record row) {
        return new Team(row.get(WORKSPACE_TEAM.ID), row.get(WORKSPACE_TEAM.NAME), row.get(WORKSPACE_TEAM.ACTIVE), row.get(MEMBERS), row.get(WORKSPACE_TEAM.VERSION));
    }
}
