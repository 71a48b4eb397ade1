package app.rapport.ticket;

import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.time.Time;
import app.rapport.ticket.store.AttachmentStore;
import app.rapport.ticket.store.DraftStore;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What agents have begun to write: kept here, so that it is back on another machine. No facts: a draft is nobody else's business.
@Component
public class Drafts {

    private static final int LARGEST = 512 * 1024;

    private final DraftStore store;
    private final AttachmentStore attachments;
    private final Tickets tickets;
    private final Access access;
    private final Time time;

    Drafts(DraftStore store, AttachmentStore attachments, Tickets tickets, Access access, Time time) {
        this.store = store;
        this.attachments = attachments;
        this.tickets = tickets;
        this.access = access;
        this.time = time;
    }

    public Draft save(long ticketId, String kind, String bodyHtml, List<String> to, List<String> cc, List<Long> attachmentIds, Actor by) {
        check(ticketId, kind, by);
        if (bodyHtml.length() > LARGEST) throw new Invalid("bodyHtml", "too-long", "At most 512 KB.");
        if (to.size() + cc.size() > 100 || attachmentIds.size() > 100) throw new Invalid("cc", "too-many", "At most 100 addresses and 100 files.");
        if (!attachmentIds.isEmpty() && attachments.loose(attachmentIds, by.id()).size() != Set.copyOf(attachmentIds).size())
            throw new Invalid("attachmentIds", "unknown-attachment", "Each must be one of your own uploads that is not sent yet.");
        var draft = new Draft(ticketId, by.id(), kind, bodyHtml, to, cc, attachmentIds, time.now());
        store.save(draft);
        return draft;
    }

    public Optional<Draft> find(long ticketId, String kind, Actor by) {
        check(ticketId, kind, by);
        return store.find(ticketId, by.id(), kind);
    }

    /// The files of a draft that are still loose.
    public List<Attachment> files(Draft draft) {
        return draft.attachmentIds().isEmpty() ? List.of() : attachments.loose(draft.attachmentIds(), draft.agentId());
    }

    public void delete(long ticketId, String kind, Actor by) {
        check(ticketId, kind, by);
        store.delete(ticketId, by.id(), kind);
    }

    private void check(long ticketId, String kind, Actor by) {
        tickets.get(ticketId, by);
        if (!kind.equals("reply") && !kind.equals("note")) throw new Invalid("kind", "unknown-choice", "One of reply, note.");
        access.require(by, kind.equals("note") ? Permission.TICKET_NOTE : Permission.TICKET_REPLY);
    }
}
