package app.rapport.desk.store;

import static app.rapport.desk.store.generated.Tables.DESK_PRESENCE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/// Who is where just now; an unlogged table that a crash may empty.
@Repository
public class PresenceStore {

    private final DSLContext db;

    public PresenceStore(DSLContext db) {
        this.db = db;
    }

    public void put(long ticketId, long agentId, String state, Instant until) {
        db.insertInto(DESK_PRESENCE)
                .set(DESK_PRESENCE.TICKET_ID, ticketId).set(DESK_PRESENCE.AGENT_ID, agentId).set(DESK_PRESENCE.STATE, state).set(DESK_PRESENCE.UNTIL, until)
                .onDuplicateKeyUpdate().set(DESK_PRESENCE.STATE, state).set(DESK_PRESENCE.UNTIL, until).execute();
    }

    public void remove(long ticketId, long agentId) {
        db.deleteFrom(DESK_PRESENCE).where(DESK_PRESENCE.TICKET_ID.eq(ticketId)).and(DESK_PRESENCE.AGENT_ID.eq(agentId)).execute();
    }

    /// By ticket, each in the order of the agents' ids. What has run out is swept on the way.
    public <T> Map<Long, List<T>> of(Collection<Long> ticketIds, Instant now, BiFunction<Long, String, T> each) {
        db.deleteFrom(DESK_PRESENCE).where(DESK_PRESENCE.TICKET_ID.in(ticketIds)).and(DESK_PRESENCE.UNTIL.le(now)).execute();
        var found = new HashMap<Long, List<T>>();
        db.selectFrom(DESK_PRESENCE).where(DESK_PRESENCE.TICKET_ID.in(ticketIds)).orderBy(DESK_PRESENCE.AGENT_ID)
                .forEach(row -> found.computeIfAbsent(row.getTicketId(), id -> new ArrayList<>()).add(each.apply(row.getAgentId(), row.getState())));
        return found;
    }
}
