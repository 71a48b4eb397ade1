package app.rapport.desk.store;

import static app.rapport.desk.store.generated.Tables.DESK_COUNT;
import static app.rapport.desk.store.generated.Tables.DESK_TICKET;
import static app.rapport.desk.store.generated.Tables.TICKET_V_TICKETS;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;

import app.rapport.desk.View;
import app.rapport.workspace.Viewer;
import java.math.BigDecimal;
import java.util.Collection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/// What each ticket was counted as, and the sums per cell of (team, brand, assignee). 0 stands for "none".
@Repository
public class CountStore {

    /// The one shared condition so far: not done and not snoozed. Whose it is, is in the cell.
    private static final short AWAKE = 1;

    /// What was counted is subtracted as it was stored, never by a fact's old value: so it can be repeated and never drifts.
    private static final String RECOUNT = """
            with now as (
                select ticket_id, version, coalesce(team_id, 0) as team_id, brand_id, coalesce(assignee_id, 0) as assignee_id,
                  case when status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null then 1 else 0 end as views
                from ticket_v_tickets where ticket_id = any ({0})),
              before as (select * from desk_ticket where ticket_id = any ({0})),
              change as (
                select team_id, brand_id, assignee_id, sum(tickets) as tickets from (
                  select team_id, brand_id, assignee_id, views as tickets from now
                  union all select team_id, brand_id, assignee_id, -views from before) both_sides
                group by team_id, brand_id, assignee_id having sum(tickets) <> 0),
              counted as (
                insert into desk_count (view, team_id, brand_id, assignee_id, tickets)
                select {1}, team_id, brand_id, assignee_id, tickets from change order by team_id, brand_id, assignee_id
                on conflict (view, team_id, brand_id, assignee_id) do update set tickets = desk_count.tickets + excluded.tickets)
            insert into desk_ticket (ticket_id, version, views, team_id, brand_id, assignee_id)
            select ticket_id, version, views, team_id, brand_id, assignee_id from now
            on conflict (ticket_id) do update set version = excluded.version, views = excluded.views, team_id = excluded.team_id,
              brand_id = excluded.brand_id, assignee_id = excluded.assignee_id
            """;

    private final DSLContext db;

    public CountStore(DSLContext db) {
        this.db = db;
    }

    /// Brings the counts of these tickets up to their rows.
    public void recount(Collection<Long> ticketIds) {
        db.execute(RECOUNT, org.jooq.impl.DSL.val(ticketIds.toArray(Long[]::new)), org.jooq.impl.DSL.val(AWAKE));
    }

    public void clear() {
        db.deleteFrom(DESK_TICKET).execute();
        db.deleteFrom(DESK_COUNT).execute();
    }

    /// The sum of the cells that the view and the viewer's scope cover.
    public long count(View view, Viewer viewer) {
        return db.select(sum(DESK_COUNT.TICKETS)).from(DESK_COUNT)
                .where(DESK_COUNT.VIEW.eq(AWAKE)).and(of(view, viewer)).and(scope(viewer))
                .fetchOptional(0, BigDecimal.class).map(BigDecimal::longValue).orElse(0L);
    }

    /// The same counted the slow way, for the doctor and for tests.
    public long countAnew(View view, Viewer viewer) {
        return db.fetchCount(TICKET_V_TICKETS, ListStore.of(view, viewer).and(ListStore.scope(viewer)));
    }

    private static Condition of(View view, Viewer viewer) {
        return switch (view) {
            case MINE -> DESK_COUNT.ASSIGNEE_ID.eq(viewer.agentId());
            case MY_TEAMS -> DESK_COUNT.TEAM_ID.in(viewer.teamIds());
            case UNASSIGNED -> DESK_COUNT.ASSIGNEE_ID.eq(0L);
            case OPEN -> noCondition();
        };
    }

    private static Condition scope(Viewer viewer) {
        var scope = viewer.scope();
        if (scope.all()) return noCondition();
        var brands = scope.brandIds().isEmpty() ? noCondition() : DESK_COUNT.BRAND_ID.in(scope.brandIds());
        if (scope.coversWholeBrands()) return brands;
        var teams = scope.teamIds().isEmpty() ? falseCondition() : DESK_COUNT.TEAM_ID.in(scope.teamIds());
        return brands.and(scope.own() ? teams.or(DESK_COUNT.ASSIGNEE_ID.eq(viewer.agentId())) : teams);
    }
}
