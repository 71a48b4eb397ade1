package app.rapport.ticket.store;

import static app.rapport.ticket.store.generated.Tables.TICKET_DRAFT;

import app.rapport.platform.database.Pipeline;
import app.rapport.ticket.Draft;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/// The rows of drafts: one per ticket, agent and kind.
@Repository
public class DraftStore {

    private final DSLContext db;

    public DraftStore(DSLContext db) {
        this.db = db;
    }

    public void save(Draft draft) {
        var row = db.newRecord(TICKET_DRAFT);
        row.setTicketId(draft.ticketId());
        row.setAgentId(draft.agentId());
        row.setKind(draft.kind());
        row.setBodyHtml(draft.bodyHtml());
        row.setToAddresses(draft.to().toArray(String[]::new));
        row.setCcAddresses(draft.cc().toArray(String[]::new));
        row.setAttachmentIds(draft.attachmentIds().toArray(Long[]::new));
        row.setUpdatedAt(draft.updatedAt());
        db.insertInto(TICKET_DRAFT).set(row).onConflict(TICKET_DRAFT.TICKET_ID, TICKET_DRAFT.AGENT_ID, TICKET_DRAFT.KIND).doUpdate().set(row).execute();
    }

    public Optional<Draft> find(long ticketId, long agentId, String kind) {
        return db.selectFrom(TICKET_DRAFT)
                .where(TICKET_DRAFT.TICKET_ID.eq(ticketId)).and(TICKET_DRAFT.AGENT_ID.eq(agentId)).and(TICKET_DRAFT.KIND.eq(kind))
                .fetchOptional(row -> new Draft(row.getTicketId(), row.getAgentId(), row.getKind(), row.getBodyHtml(), List.of(row.getToAddresses()),
                        List.of(row.getCcAddresses()), List.of(row.getAttachmentIds()), row.getUpdatedAt()));
    }

    public void delete(long ticketId, long agentId, String kind) {
        Pipeline.send(db.deleteFrom(TICKET_DRAFT)
                .where(TICKET_DRAFT.TICKET_ID.eq(ticketId)).and(TICKET_DRAFT.AGENT_ID.eq(agentId)).and(TICKET_DRAFT.KIND.eq(kind)));
    }
}
