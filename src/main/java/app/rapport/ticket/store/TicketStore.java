package app.rapport.ticket.store;

import static app.rapport.ticket.store.generated.Tables.TICKET;
import static app.rapport.ticket.store.generated.Tables.TICKET_PROPOSAL;
import static app.rapport.ticket.store.generated.Tables.TICKET_TAG;
import static app.rapport.ticket.store.generated.Tables.TICKET_THREAD;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import app.rapport.platform.NotFound;
import app.rapport.platform.database.InOrder;
import app.rapport.platform.database.Pipeline;
import app.rapport.platform.database.Rendered;
import app.rapport.platform.rules.Folding;
import app.rapport.ticket.Priority;
import app.rapport.ticket.Status;
import app.rapport.ticket.Ticket;
import app.rapport.ticket.store.generated.tables.records.TicketRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of tickets.
@Repository
public class TicketStore {

    /// @param parts the score's parts as JSON
    public record Proposal(long ticketId, String subject, int score, String parts) {}

    /// What a [Ticket] is made of.
    static final List<Field<?>> COLUMNS = List.of(TICKET.ID, TICKET.VERSION, TICKET.BRAND_ID, TICKET.CONTACT_ID, TICKET.HANDLE_ID, TICKET.CHANNEL, TICKET.FOLLOW_UP_OF,
            TICKET.SUBJECT, TICKET.STATUS, TICKET.PRIORITY, TICKET.TEAM_ID, TICKET.ASSIGNEE_ID, TICKET.TAGS, TICKET.SNOOZED_UNTIL,
            TICKET.OPENED_AT, TICKET.UPDATED_AT, TICKET.SOLVED_AT, TICKET.CLOSED_AT, TICKET.MESSAGE_COUNT, TICKET.LAST_MESSAGE_AT, TICKET.PREVIEW);

    private final DSLContext db;
    private final Rendered locked;
    private final Rendered.Several allLocked;

    public TicketStore(DSLContext db) {
        this.db = db;
        this.locked = new Rendered(db.select(COLUMNS).from(TICKET).where(TICKET.ID.eq(Rendered.value(0))).forNoKeyUpdate());
        this.allLocked = Rendered.several(count -> db.select(COLUMNS).from(TICKET).where(TICKET.ID.in(Rendered.values(0, count, TICKET.ID))).orderBy(TICKET.ID).forNoKeyUpdate());
    }

    /// The ids of a ticket to be, and of what is made with it.
    public record NewIds(long ticket, long thread, long message) {}

    public List<NewIds> nextIds(int count) {
        return db.select(field("nextval('ticket_seq')", Long.class), field("nextval('ticket_thread_id_seq')", Long.class), MessageStore.NEXT_ID)
                .from("generate_series(1, {0})", val(count)).fetch(row -> new NewIds(row.value1(), row.value2(), row.value3()));
    }

    public Ticket lock(long id) {
        return locked.with(db, id).fetchOptional(TicketStore::toTicket).orElseThrow(NotFound::new);
    }

    /// Those that are there, in the order of their ids.
    public List<Ticket> lock(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : allLocked.with(db, ids).fetch(TicketStore::toTicket);
    }

    public Optional<Ticket> find(long id) {
        return db.select(COLUMNS).from(TICKET).where(TICKET.ID.eq(id)).fetchOptional(TicketStore::toTicket);
    }

    /// By id.
    public List<Ticket> after(long id, int limit) {
        return db.select(COLUMNS).from(TICKET).where(TICKET.ID.gt(id)).orderBy(TICKET.ID).limit(limit).fetch(TicketStore::toTicket);
    }

    public void insert(List<Ticket> tickets, Instant recordedAt) {
        Pipeline.insert(db, tickets.stream().map(ticket -> newRow(ticket, recordedAt)).toList());
        for (var ticket : tickets) rememberTags(ticket.properties().tags());
    }

    private TicketRecord newRow(Ticket ticket, Instant recordedAt) {
        var row = row(ticket);
        row.setId(ticket.id());
        row.setBrandId(ticket.origin().brandId());
        row.setContactId(ticket.origin().contactId());
        row.setHandleId(ticket.origin().handleId());
        row.setChannel(ticket.origin().channel());
        row.setFollowUpOf(ticket.origin().followUpOf());
        row.setOpenedAt(ticket.times().openedAt());
        row.setRecordedAt(recordedAt);
        return row;
    }

    public void save(List<Ticket> tickets) {
        Pipeline.update(db, TICKET.ID, tickets.stream().map(ticket -> {
            var row = row(ticket);
            row.setId(ticket.id());
            return row;
        }).toList());
    }

    public void rememberTags(List<String> tags) {
        for (var tag : tags) db.insertInto(TICKET_TAG, TICKET_TAG.NAME).values(tag).onConflictDoNothing().execute();
    }

    public List<String> tags(String prefix, int limit) {
        return db.select(TICKET_TAG.NAME).from(TICKET_TAG).where(TICKET_TAG.NAME.startsWith(prefix)).orderBy(TICKET_TAG.NAME).limit(limit).fetch(TICKET_TAG.NAME);
    }

    /// The line of exchange with the customer, made with the ticket.
    ///
    /// @param accountId the channel account that the exchange goes by
    public record MainThread(NewIds ids, String channel, @Nullable Long accountId, @Nullable Long handleId) {}

    public void insertMainThreads(List<MainThread> threads) {
        Pipeline.insert(db, threads.stream().map(thread -> {
            var row = db.newRecord(TICKET_THREAD);
            row.setId(thread.ids.thread());
            row.setTicketId(thread.ids.ticket());
            row.setKind("main");
            row.setChannel(thread.channel);
            row.setAccountId(thread.accountId);
            row.setHandleId(thread.handleId);
            return row;
        }).toList());
    }

    /// @param accountId the channel account that the exchange goes by
    public void insertProposal(long ticketId, long otherId, int score, String parts) {
        db.insertInto(TICKET_PROPOSAL)
                .set(TICKET_PROPOSAL.TICKET_ID, ticketId).set(TICKET_PROPOSAL.OTHER_ID, otherId).set(TICKET_PROPOSAL.SCORE, (short) score)
                .set(TICKET_PROPOSAL.PARTS, JSONB.jsonb(parts)).execute();
    }

    public List<Proposal> proposals(long ticketId) {
        return db.select(TICKET_PROPOSAL.OTHER_ID, TICKET.SUBJECT, TICKET_PROPOSAL.SCORE, TICKET_PROPOSAL.PARTS)
                .from(TICKET_PROPOSAL).join(TICKET).on(TICKET.ID.eq(TICKET_PROPOSAL.OTHER_ID))
                .where(TICKET_PROPOSAL.TICKET_ID.eq(ticketId)).orderBy(TICKET_PROPOSAL.SCORE.desc())
                .fetch(row -> new Proposal(row.value1(), row.value2(), row.value3(), row.value4().data()));
    }

    private TicketRecord row(Ticket ticket) {
        var row = db.newRecord(TICKET);
        var properties = ticket.properties();
        row.setVersion(ticket.version());
        row.setSubject(properties.subject());
        row.setSubjectFolded(Folding.fold(properties.subject()));
        row.setStatus(properties.status().key());
        row.setPriority(properties.priority().rank());
        row.setTeamId(properties.teamId());
        row.setAssigneeId(properties.assigneeId());
        row.setTags(properties.tags().toArray(String[]::new));
        row.setSnoozedUntil(properties.snoozedUntil());
        row.setUpdatedAt(ticket.times().updatedAt());
        row.setSolvedAt(ticket.times().solvedAt());
        row.setClosedAt(ticket.times().closedAt());
        row.setMessageCount(ticket.activity().messages());
        row.setLastMessageAt(ticket.activity().lastMessageAt());
        row.setPreview(ticket.activity().preview());
        return row;
    }

    /// @param row has [COLUMNS], perhaps with others behind them
    static Ticket toTicket(Record row) {
        return toTicket(new InOrder(row));
    }

    static Ticket toTicket(InOrder row) {
        return new Ticket(row.next(TICKET.ID), row.next(TICKET.VERSION),
                new Ticket.Origin(row.next(TICKET.BRAND_ID), row.next(TICKET.CONTACT_ID), row.next(TICKET.HANDLE_ID), row.next(TICKET.CHANNEL), row.next(TICKET.FOLLOW_UP_OF)),
                new Ticket.Properties(row.next(TICKET.SUBJECT), Status.of(row.next(TICKET.STATUS)), Priority.ofRank(row.next(TICKET.PRIORITY)), row.next(TICKET.TEAM_ID), row.next(TICKET.ASSIGNEE_ID),
                        Arrays.asList(row.next(TICKET.TAGS)), row.next(TICKET.SNOOZED_UNTIL)),
                new Ticket.Times(row.next(TICKET.OPENED_AT), row.next(TICKET.UPDATED_AT), row.next(TICKET.SOLVED_AT), row.next(TICKET.CLOSED_AT)),
                new Ticket.Activity(row.next(TICKET.MESSAGE_COUNT), row.next(TICKET.LAST_MESSAGE_AT), row.next(TICKET.PREVIEW)));
    }
}
