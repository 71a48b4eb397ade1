package app.rapport.desk.store;

import static app.rapport.desk.store.generated.Tables.DESK_COUNT;
import static app.rapport.desk.store.generated.Tables.DESK_TICKET;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.val;

import app.rapport.platform.database.Pipeline;
import app.rapport.platform.rules.Bound;
import app.rapport.platform.rules.Field;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.rules.SqlConditions;
import app.rapport.ticket.Ticket;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// What each ticket was counted as, and the sums per cell of (team, brand, assignee). 0 stands for "none".
@Repository
public class CountStore {

    /// How many awake tickets have this team, brand and assignee.
    public record Cell(@Nullable Long teamId, long brandId, @Nullable Long assigneeId, long tickets) {}

    /// What conditions can ask about a cell: whose the tickets in it are.
    public static final Fields<Cell> FIELDS = new Fields<Cell>(List.of(
            Field.<Cell>reference("team", "team", Cell::teamId, nullif(DESK_COUNT.TEAM_ID, 0L)),
            Field.<Cell>reference("brand", "brand", Cell::brandId, DESK_COUNT.BRAND_ID),
            Field.<Cell>reference("assignee", "agent", Cell::assigneeId, nullif(DESK_COUNT.ASSIGNEE_ID, 0L))));

    /// The one shared condition so far: not done and not snoozed. Whose it is, is in the cell.
    private static final short AWAKE = 1;

    /// What was counted is subtracted as it was stored, never by a fact's old value: so it can be repeated and never drifts.
    private static final String RECOUNT = """
            with now as (
                select ticket_id, version, coalesce(team_id, 0) as team_id, brand_id, coalesce(assignee_id, 0) as assignee_id,
                  case when {2} then 1 else 0 end as views
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
    public void recount(Collection<Long> ticketIds, Bound<Ticket> awake) {
        Pipeline.send(db.query(RECOUNT, val(ticketIds.toArray(Long[]::new)), val(AWAKE), SqlConditions.compile(awake).where()));
    }

    public void clear() {
        db.deleteFrom(DESK_TICKET).execute();
        db.deleteFrom(DESK_COUNT).execute();
    }

    /// All cells with something in them: as many as teams and agents have work, not as many as there are tickets.
    public List<Cell> cells() {
        return db.select(nullif(DESK_COUNT.TEAM_ID, 0L), DESK_COUNT.BRAND_ID, nullif(DESK_COUNT.ASSIGNEE_ID, 0L), DESK_COUNT.TICKETS).from(DESK_COUNT)
                .where(DESK_COUNT.VIEW.eq(AWAKE)).and(DESK_COUNT.TICKETS.ne(0L))
                .fetch(row -> new Cell(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /// How many cells are not the sum of the tickets counted in them.
    public int miscountedCells() {
        return db.fetchSingle("""
                select count(*) from (
                  select team_id, brand_id, assignee_id from (
                    select team_id, brand_id, assignee_id, tickets from desk_count where view = {0}
                    union all select team_id, brand_id, assignee_id, -views from desk_ticket) both_sides
                  group by team_id, brand_id, assignee_id having sum(tickets) <> 0) wrong""", val(AWAKE)).get(0, Integer.class);
    }

    /// Tickets that are counted as something else than what they are.
    public Set<Long> miscountedTickets(Bound<Ticket> awake) {
        return db.fetch("""
                select coalesce(counted.ticket_id, ticket.ticket_id) from (
                  select ticket_id, case when {0} then 1 else 0 end as views, coalesce(team_id, 0) as team_id, brand_id, coalesce(assignee_id, 0) as assignee_id
                  from ticket_v_tickets) ticket
                full join desk_ticket counted on counted.ticket_id = ticket.ticket_id
                where (counted.views, counted.team_id, counted.brand_id, counted.assignee_id) is distinct from (ticket.views, ticket.team_id, ticket.brand_id, ticket.assignee_id)""",
                SqlConditions.compile(awake).where()).intoSet(0, Long.class);
    }
}
