package app.rapport.desk.store;

import static app.rapport.desk.store.generated.Tables.CUSTOMER_V_CONTACTS;
import static app.rapport.desk.store.generated.Tables.TICKET_V_MESSAGES;
import static app.rapport.desk.store.generated.Tables.TICKET_V_TICKETS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.substring;

import app.rapport.platform.rules.Bound;
import app.rapport.platform.rules.SqlConditions;
import app.rapport.ticket.Ticket;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// What the search index is made of.
@Repository
public class SearchStore {

    /// Whose a ticket is; by this it is decided who finds it.
    public record Owner(long ticketId, @Nullable Long teamId, long brandId, @Nullable Long assigneeId) {}

    public record TicketText(Owner owner, String subject, List<String> tags, String contactName, @Nullable String contactAddress) {}

    /// @param text what is new in the message, without quotes; @param author name and address of who wrote it
    public record MessageText(long id, Owner owner, String author, String text) {}

    private static final int LONGEST_TEXT = 200_000;
    private static final int FETCH = 10_000;

    private final DSLContext db;

    public SearchStore(DSLContext db) {
        this.db = db;
    }

    public List<TicketText> tickets(Collection<Long> ids) {
        var table = TICKET_V_TICKETS;
        return db.select(table.TICKET_ID, table.TEAM_ID, table.BRAND_ID, table.ASSIGNEE_ID, table.SUBJECT, table.TAGS, CUSTOMER_V_CONTACTS.NAME, CUSTOMER_V_CONTACTS.ADDRESS)
                .from(table).join(CUSTOMER_V_CONTACTS).on(CUSTOMER_V_CONTACTS.CONTACT_ID.eq(table.CONTACT_ID))
                .where(table.TICKET_ID.in(ids))
                .fetch(row -> new TicketText(new Owner(row.value1(), row.value2(), row.value3(), row.value4()), row.value5(), Arrays.asList(row.value6()), row.value7(), row.value8()));
    }

    /// Without those that were taken back.
    public List<MessageText> messages(Collection<Long> ids) {
        var message = TICKET_V_MESSAGES;
        var ticket = TICKET_V_TICKETS;
        return db.select(message.MESSAGE_ID, ticket.TICKET_ID, ticket.TEAM_ID, ticket.BRAND_ID, ticket.ASSIGNEE_ID, message.AUTHOR_NAME, message.AUTHOR_ADDRESS,
                        substring(message.VISIBLE_TEXT, 1, LONGEST_TEXT))
                .from(message).join(ticket).on(ticket.TICKET_ID.eq(message.TICKET_ID))
                .where(message.MESSAGE_ID.in(ids)).and(message.WITHDRAWN_AT.isNull())
                .fetch(row -> new MessageText(row.value1(), new Owner(row.value2(), row.value3(), row.value4(), row.value5()),
                        text(row.value6()) + " " + text(row.value7()), row.value8()));
    }

    public List<Owner> owners(Collection<Long> ticketIds) {
        var table = TICKET_V_TICKETS;
        return db.select(table.TICKET_ID, table.TEAM_ID, table.BRAND_ID, table.ASSIGNEE_ID).from(table).where(table.TICKET_ID.in(ticketIds))
                .fetch(row -> new Owner(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /// All tickets, one after the other; inside a transaction, so that they come in portions.
    public void eachOwner(Consumer<Owner> each) {
        var table = TICKET_V_TICKETS;
        try (var rows = db.select(table.TICKET_ID, table.TEAM_ID, table.BRAND_ID, table.ASSIGNEE_ID).from(table).fetchSize(FETCH).fetchLazy()) {
            for (var row : rows) each.accept(new Owner(row.value1(), row.value2(), row.value3(), row.value4()));
        }
    }

    /// All messages that can be found, with their tickets; inside a transaction.
    public void eachMessage(BiConsumer<Long, Long> each) {
        var table = TICKET_V_MESSAGES;
        try (var rows = db.select(table.MESSAGE_ID, table.TICKET_ID).from(table).where(table.WITHDRAWN_AT.isNull()).fetchSize(FETCH).fetchLazy()) {
            for (var row : rows) each.accept(row.value1(), row.value2());
        }
    }

    /// Of any number of messages.
    public List<Long> ticketsOf(Collection<Long> messageIds) {
        return db.selectDistinct(TICKET_V_MESSAGES.TICKET_ID).from(TICKET_V_MESSAGES)
                .where(TICKET_V_MESSAGES.MESSAGE_ID.eq(any(messageIds.toArray(Long[]::new)))).fetch(TICKET_V_MESSAGES.TICKET_ID);
    }

    /// Those of some tickets for which a condition holds.
    public Set<Long> matching(Bound<Ticket> condition, Collection<Long> ids) {
        var compiled = SqlConditions.compile(condition);
        return db.select(TICKET_V_TICKETS.TICKET_ID).from(compiled.from(TICKET_V_TICKETS)).where(TICKET_V_TICKETS.TICKET_ID.in(ids)).and(compiled.where())
                .fetchSet(TICKET_V_TICKETS.TICKET_ID);
    }

    /// The texts of messages that were found, for the passages that are shown.
    public Map<Long, String> texts(Collection<Long> messageIds) {
        if (messageIds.isEmpty()) return Map.of();
        return db.select(TICKET_V_MESSAGES.MESSAGE_ID, TICKET_V_MESSAGES.VISIBLE_TEXT).from(TICKET_V_MESSAGES)
                .where(TICKET_V_MESSAGES.MESSAGE_ID.in(messageIds)).fetchMap(TICKET_V_MESSAGES.MESSAGE_ID, TICKET_V_MESSAGES.VISIBLE_TEXT);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
