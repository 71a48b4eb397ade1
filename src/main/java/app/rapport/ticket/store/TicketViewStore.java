package app.rapport.ticket.store;

import static app.rapport.ticket.store.generated.Tables.CUSTOMER_V_CONTACTS;
import static app.rapport.ticket.store.generated.Tables.TICKET;
import static app.rapport.ticket.store.generated.Tables.TICKET_DRAFT;
import static app.rapport.ticket.store.generated.Tables.TICKET_MESSAGE;
import static app.rapport.ticket.store.generated.Tables.TICKET_PROPOSAL;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;

import app.rapport.platform.database.InOrder;
import app.rapport.platform.database.Rendered;
import app.rapport.ticket.Message;
import app.rapport.ticket.Ticket;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Tickets with what a row on a screen shows beside them.
@Repository
public class TicketViewStore {

    /// @param contactName his address, if he has no name
    public record Row(Ticket ticket, String contactName, boolean hasDraft) {}

    public record Single(Row row, @Nullable String contactAddress, boolean hasProposals) {}

    public record Opened(Single ticket, List<Message> messages) {}

    // The address is looked for only where it stands for a name: for a page of rows it would cost a fifth of the statement.
    private static final Field<String> CONTACT_NAME = when(CUSTOMER_V_CONTACTS.NAME.eq(""), coalesce(CUSTOMER_V_CONTACTS.ADDRESS, inline(""))).otherwise(CUSTOMER_V_CONTACTS.NAME).as("contact_name");

    private static final Field<Boolean> HAS_DRAFT =
            field(exists(selectOne().from(TICKET_DRAFT).where(TICKET_DRAFT.TICKET_ID.eq(TICKET.ID)).and(TICKET_DRAFT.AGENT_ID.eq(Rendered.value(0))))).as("has_draft");

    private static final Field<Boolean> HAS_PROPOSALS =
            field(exists(selectOne().from(TICKET_PROPOSAL).where(TICKET_PROPOSAL.TICKET_ID.eq(TICKET.ID)))).as("has_proposals");

    private final DSLContext db;
    private final MessageStore messages;
    private final Rendered opened;
    private final Rendered one;
    private final Rendered.Several several;

    public TicketViewStore(DSLContext db, MessageStore messages) {
        this.db = db;
        this.messages = messages;
        this.opened = opened(db);
        this.one = new Rendered(select(db, CUSTOMER_V_CONTACTS.ADDRESS, HAS_PROPOSALS).where(TICKET.ID.eq(Rendered.value(1))));
        this.several = Rendered.several(count -> select(db).where(TICKET.ID.in(Rendered.values(1, count, TICKET.ID))));
    }

    /// A ticket by itself; and whether it may belong to others.
    public Optional<Single> row(long id, long agentId) {
        return one.with(db, agentId, id).fetchOptional(record -> toSingle(new InOrder(record)));
    }

    private static Rendered opened(DSLContext db) {
        var page = MessageStore.page(db, Rendered.value(2), Rendered.value(3)).asTable("message");
        var ticket = columns(CUSTOMER_V_CONTACTS.ADDRESS, HAS_PROPOSALS);
        var query = db.select(page.fields()).select(ticket).from(TICKET).join(CUSTOMER_V_CONTACTS).on(CUSTOMER_V_CONTACTS.CONTACT_ID.eq(TICKET.CONTACT_ID))
                .leftJoin(lateral(page)).on(trueCondition()).where(TICKET.ID.eq(Rendered.value(1))).orderBy(requireNonNull(page.field(TICKET_MESSAGE.ID)).desc());
        return new Rendered(query, Stream.concat(MessageStore.COLUMNS.stream(), ticket.stream()).toList());
    }

    /// A ticket by itself with a page of its messages, newest first: one statement, for nobody opens one without the other.
    public Optional<Opened> opened(long id, long agentId, @Nullable Long beforeId, int limit) {
        var rows = opened.with(db, agentId, id, beforeId == null ? Long.MAX_VALUE : beforeId, limit).fetch();
        if (rows.isEmpty()) return Optional.empty();
        var said = rows.stream().filter(row -> row.get(TICKET_MESSAGE.ID) != null).toList();
        return Optional.of(new Opened(toSingle(new InOrder(rows.getFirst(), MessageStore.COLUMNS.size())), messages.withFiles(said)));
    }

    /// In no particular order. The ids stand one by one: one id in an array is planned anew each time, since PostgreSQL's general plan takes it for ten.
    public List<Row> rows(Collection<Long> ids, long agentId) {
        return several.with(db, ids, agentId).fetch(record -> toRow(new InOrder(record)));
    }

    private static SelectOnConditionStep<Record> select(DSLContext db, Field<?>... more) {
        return db.select(columns(more)).from(TICKET).join(CUSTOMER_V_CONTACTS).on(CUSTOMER_V_CONTACTS.CONTACT_ID.eq(TICKET.CONTACT_ID));
    }

    private static List<Field<?>> columns(Field<?>... more) {
        return Stream.of(TicketStore.COLUMNS, List.of(CONTACT_NAME, HAS_DRAFT), List.of(more)).<Field<?>>flatMap(List::stream).toList();
    }

    private static Single toSingle(InOrder row) {
        return new Single(toRow(row), row.next(CUSTOMER_V_CONTACTS.ADDRESS), row.next(HAS_PROPOSALS));
    }

    private static Row toRow(InOrder row) {
        return new Row(TicketStore.toTicket(row), row.next(CONTACT_NAME), row.next(HAS_DRAFT));
    }
}
