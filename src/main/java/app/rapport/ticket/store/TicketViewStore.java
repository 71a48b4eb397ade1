package app.rapport.ticket.store;

import static app.rapport.ticket.store.generated.Tables.CUSTOMER_V_CONTACTS;
import static app.rapport.ticket.store.generated.Tables.TICKET;
import static app.rapport.ticket.store.generated.Tables.TICKET_DRAFT;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;

import app.rapport.ticket.Ticket;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Tickets with what a row on a screen shows beside them.
@Repository
public class TicketViewStore {

    public record Row(Ticket ticket, String contactName, @Nullable String contactAddress, boolean hasDraft) {}

    private final DSLContext db;

    public TicketViewStore(DSLContext db) {
        this.db = db;
    }

    /// In no particular order. The ids stand one by one: one id in an array is planned anew each time, since PostgreSQL's general plan takes it for ten.
    public List<Row> rows(Collection<Long> ids, long agentId) {
        var draft = field(exists(selectOne().from(TICKET_DRAFT).where(TICKET_DRAFT.TICKET_ID.eq(TICKET.ID)).and(TICKET_DRAFT.AGENT_ID.eq(agentId)))).as("has_draft");
        return db.select(TicketStore.COLUMNS).select(CUSTOMER_V_CONTACTS.NAME, CUSTOMER_V_CONTACTS.ADDRESS, draft)
                .from(TICKET).join(CUSTOMER_V_CONTACTS).on(CUSTOMER_V_CONTACTS.CONTACT_ID.eq(TICKET.CONTACT_ID))
                .where(TICKET.ID.in(ids))
                .fetch(row -> new Row(TicketStore.toTicket(row), row.get(CUSTOMER_V_CONTACTS.NAME), row.get(CUSTOMER_V_CONTACTS.ADDRESS), row.get(draft)));
    }
}
