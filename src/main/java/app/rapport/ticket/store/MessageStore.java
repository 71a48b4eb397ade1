package app.rapport.ticket.store;

import static app.rapport.ticket.store.generated.Tables.TICKET;
import static app.rapport.ticket.store.generated.Tables.TICKET_ATTACHMENT;
import static app.rapport.ticket.store.generated.Tables.TICKET_MESSAGE;
import static app.rapport.ticket.store.generated.Tables.TICKET_MESSAGE_RECIPIENT;
import static app.rapport.ticket.store.generated.Tables.TICKET_MESSAGE_REFERENCE;
import static app.rapport.ticket.store.generated.Tables.TICKET_THREAD;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.val;

import app.rapport.customer.Handle;
import app.rapport.platform.database.InOrder;
import app.rapport.platform.database.Pipeline;
import app.rapport.platform.database.Rendered;
import app.rapport.ticket.Attachment;
import app.rapport.ticket.Author;
import app.rapport.ticket.InboundMessage;
import app.rapport.ticket.Message;
import app.rapport.ticket.Message.Direction;
import app.rapport.ticket.Message.Visibility;
import app.rapport.ticket.Recipient;
import app.rapport.ticket.Status;
import app.rapport.ticket.store.generated.tables.TicketMessage;
import app.rapport.ticket.store.generated.tables.records.TicketMessageRecipientRecord;
import app.rapport.ticket.store.generated.tables.records.TicketMessageRecord;
import app.rapport.ticket.store.generated.tables.records.TicketMessageReferenceRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of messages, whom they are addressed to, and which mails they name.
@Repository
public class MessageStore {

    /// What only the store keeps of a new message.
    ///
    /// @param threading the score's parts as JSON; @param receivedAt the true time, for what came in
    /// @param references ids of mails before it that may come late
    public record Arrival(@Nullable Long handleId, byte @Nullable [] contentHash, @Nullable String threading, @Nullable Instant receivedAt, List<String> references) {
        public static final Arrival NONE = new Arrival(null, null, null, null, List.of());
    }

    private static final int MOST_REFERENCES = 20;

    static final Field<Long> NEXT_ID = field("nextval('ticket_message_id_seq')", Long.class);

    /// The message of a ticket with a client id.
    private static final Field<Long> FORMER = field(select(TICKET_MESSAGE.ID).from(TICKET_MESSAGE)
            .where(TICKET_MESSAGE.TICKET_ID.eq(TICKET_THREAD.TICKET_ID)).and(TICKET_MESSAGE.CLIENT_MESSAGE_ID.eq(Rendered.value(0, TICKET_MESSAGE.CLIENT_MESSAGE_ID)))).as("former");

    private static final Field<List<Recipient>> RECIPIENTS = multiset(
                    select(TICKET_MESSAGE_RECIPIENT.ROLE, TICKET_MESSAGE_RECIPIENT.ADDRESS, TICKET_MESSAGE_RECIPIENT.NAME).from(TICKET_MESSAGE_RECIPIENT)
                            .where(TICKET_MESSAGE_RECIPIENT.MESSAGE_ID.eq(TICKET_MESSAGE.ID)).orderBy(TICKET_MESSAGE_RECIPIENT.POSITION))
            .convertFrom(rows -> rows.map(row -> new Recipient(row.value1(), row.value2(), row.value3()))).as("recipients");

    private static final List<Field<?>> OWN = List.of(
            TICKET_MESSAGE.ID, TICKET_MESSAGE.TICKET_ID, TICKET_MESSAGE.THREAD_ID, TICKET_MESSAGE.DIRECTION, TICKET_MESSAGE.VISIBILITY, TICKET_MESSAGE.MEDIUM,
            TICKET_MESSAGE.AUTOMATIC, TICKET_MESSAGE.AUTHOR_KIND, TICKET_MESSAGE.AUTHOR_ID, TICKET_MESSAGE.AUTHOR_NAME, TICKET_MESSAGE.AUTHOR_ADDRESS,
            TICKET_MESSAGE.SUBJECT, TICKET_MESSAGE.BODY_HTML, TICKET_MESSAGE.QUOTED_HTML, TICKET_MESSAGE.BODY_TEXT, TICKET_MESSAGE.VISIBLE_TEXT,
            TICKET_MESSAGE.APPEARANCE, TICKET_MESSAGE.REMOTE_PICTURES, TICKET_MESSAGE.EXTERNAL_ID, TICKET_MESSAGE.CLIENT_MESSAGE_ID, TICKET_MESSAGE.SEND_AT,
            TICKET_MESSAGE.RELEASED_AT, TICKET_MESSAGE.WITHDRAWN_AT, TICKET_MESSAGE.WANTED_STATUS, TICKET_MESSAGE.AT);

    private static final Field<Boolean> HAS_FILES = field(exists(selectOne().from(TICKET_ATTACHMENT).where(TICKET_ATTACHMENT.MESSAGE_ID.eq(TICKET_MESSAGE.ID)))).as("has_files");

    /// What a [Message] is made of.
    static final List<Field<?>> COLUMNS = Stream.concat(OWN.stream(), Stream.of(RECIPIENTS, HAS_FILES)).toList();

    private static final TicketMessage EARLIER = TICKET_MESSAGE.as("earlier");

    /// Ids of the mails of its ticket that came before it, newest first.
    private static final Field<String[]> BEFORE = array(select(EARLIER.EXTERNAL_ID).from(EARLIER)
            .where(EARLIER.TICKET_ID.eq(TICKET_MESSAGE.TICKET_ID)).and(EARLIER.ID.lt(TICKET_MESSAGE.ID)).and(EARLIER.EXTERNAL_ID.isNotNull()).and(EARLIER.VISIBILITY.eq("public")).and(isNoReport(EARLIER))
            .orderBy(EARLIER.ID.desc()).limit(inline(MOST_REFERENCES))).as("before");

    // An expression and a limit: as plain joins they may read all messages.
    private static final String KNOWN = """
            select n, there, naming.ticket_id, naming.author_address from (
              select n, id, exists (select from ticket_message message join ticket_thread thread on thread.id = message.thread_id
                where message.external_id = sent.id and message.content_hash = decode(sent.hash, 'hex') and message.author_address = sent.sender
                  and message.author_kind = 'contact' and thread.account_id = sent.account) as there
              from unnest({0}::text[], {1}::bigint[], {2}::text[], {3}::text[]) with ordinality as sent (id, account, sender, hash, n)) sent
            left join lateral (select message.ticket_id, message.author_address
              from (select message_id from ticket_message_reference where external_id = sent.id order by message_id desc limit 20) reference
              join ticket_message message on message.id = reference.message_id
              where message.author_kind = 'contact' and message.visibility = 'public' and message.withdrawn_at is null and message.author_address is not null) naming on true
            order by n
            """;

    private final DSLContext db;
    private final AttachmentStore attachments;
    private final Rendered.Several byIds;
    private final Rendered outgoing;
    private final Rendered.Several places;
    private final Rendered.Several origins;

    public MessageStore(DSLContext db, AttachmentStore attachments) {
        this.db = db;
        this.attachments = attachments;
        this.byIds = Rendered.several(count -> rows().where(TICKET_MESSAGE.ID.in(Rendered.values(0, count, TICKET_MESSAGE.ID))));
        this.outgoing = new Rendered(rows(BEFORE).where(TICKET_MESSAGE.ID.eq(Rendered.value(0))));
        this.places = Rendered.several(count -> db.select(TICKET_THREAD.TICKET_ID, NEXT_ID, TICKET_THREAD.ID, TICKET_THREAD.ACCOUNT_ID, FORMER).from(TICKET_THREAD)
                .where(TICKET_THREAD.TICKET_ID.in(Rendered.values(1, count, TICKET_THREAD.TICKET_ID))).and(TICKET_THREAD.KIND.eq("main")));
        this.origins = Rendered.several(count -> db.select(TICKET_MESSAGE.ID, TICKET_THREAD.ACCOUNT_ID, TICKET_MESSAGE.AUTHOR_ADDRESS)
                .from(TICKET_MESSAGE).join(TICKET_THREAD).on(TICKET_THREAD.ID.eq(TICKET_MESSAGE.THREAD_ID)).where(TICKET_MESSAGE.ID.in(Rendered.values(0, count, TICKET_MESSAGE.ID))));
    }

    /// Reports are read, and that is all: nobody gets into a ticket by one, and nothing answers it.
    private static Condition isNoReport(TicketMessage message) {
        return message.DIRECTION.ne("in").or(message.AUTHOR_KIND.ne("system"));
    }

    private SelectJoinStep<Record> rows(Field<?>... more) {
        return db.select(COLUMNS).select(more).from(TICKET_MESSAGE);
    }

    /// What a message to be needs to know.
    ///
    /// @param id its own; @param formerId the one that came before under the same client id
    public record Place(long id, long threadId, @Nullable Long accountId, @Nullable Long formerId) {}

    /// In the main thread of a ticket that is there.
    public Place place(long ticketId, @Nullable String clientMessageId) {
        return Objects.requireNonNull(places(List.of(ticketId), clientMessageId).get(ticketId));
    }

    /// In the main threads of tickets that are there, by ticket.
    public Map<Long, Place> places(Collection<Long> ticketIds, @Nullable String clientMessageId) {
        return places.with(db, ticketIds, clientMessageId).fetchMap(row -> row.get(TICKET_THREAD.TICKET_ID),
                row -> new Place(row.get(NEXT_ID), row.get(TICKET_THREAD.ID), row.get(TICKET_THREAD.ACCOUNT_ID), row.get(FORMER)));
    }

    /// A message as it is written.
    public record New(Message message, Arrival arrival) {}

    public void insert(Message message, Arrival arrival, Instant recordedAt) {
        insert(List.of(new New(message, arrival)), recordedAt);
    }

    /// Writes messages, their recipients and references.
    public void insert(List<New> all, Instant recordedAt) {
        Pipeline.insert(db, all.stream().map(one -> newRow(one.message, one.arrival, recordedAt)).toList());
        Pipeline.insert(db, all.stream().flatMap(one -> recipients(one.message)).toList());
        Pipeline.insert(db, all.stream().flatMap(this::references).toList());
    }

    private TicketMessageRecord newRow(Message message, Arrival arrival, Instant recordedAt) {
        var row = row(message);
        row.setId(message.id());
        row.setHandleId(arrival.handleId());
        row.setContentHash(arrival.contentHash());
        row.setThreading(arrival.threading() == null ? null : JSONB.jsonb(arrival.threading()));
        row.setReceivedAt(arrival.receivedAt());
        row.setRecordedAt(recordedAt);
        return row;
    }

    private Stream<TicketMessageRecipientRecord> recipients(Message message) {
        return IntStream.range(0, message.recipients().size()).mapToObj(i -> {
            var recipient = message.recipients().get(i);
            var row = db.newRecord(TICKET_MESSAGE_RECIPIENT);
            row.setMessageId(message.id());
            row.setPosition((short) i);
            row.setRole(recipient.role());
            row.setAddress(recipient.address());
            row.setName(recipient.name());
            return row;
        });
    }

    private Stream<TicketMessageReferenceRecord> references(New one) {
        return one.arrival.references.stream().distinct().map(id -> {
            var row = db.newRecord(TICKET_MESSAGE_REFERENCE);
            row.setMessageId(one.message.id());
            row.setExternalId(id);
            return row;
        });
    }

    private TicketMessageRecord row(Message message) {
        var row = db.newRecord(TICKET_MESSAGE);
        row.setTicketId(message.ticketId());
        row.setThreadId(message.threadId());
        row.setDirection(message.direction().key());
        row.setVisibility(message.visibility().key());
        row.setMedium(message.medium());
        row.setAutomatic(message.automatic());
        row.setAuthorKind(message.author().kind().key());
        row.setAuthorId(message.author().id());
        row.setAuthorName(message.author().name());
        row.setAuthorAddress(message.author().address());
        row.setSubject(message.subject());
        row.setBodyHtml(message.body().html());
        row.setQuotedHtml(message.body().quotedHtml());
        row.setBodyText(message.body().text());
        row.setVisibleText(message.body().visibleText());
        row.setAppearance(message.body().appearance());
        row.setRemotePictures(message.body().remotePictures());
        row.setExternalId(message.externalId());
        row.setClientMessageId(message.clientMessageId());
        row.setSendAt(message.schedule().sendAt());
        row.setReleasedAt(message.schedule().releasedAt());
        row.setWantedStatus(message.schedule().wantedStatus() == null ? null : message.schedule().wantedStatus().key());
        row.setAt(message.at());
        return row;
    }

    public Optional<Message> find(long ticketId, long messageId) {
        return load(List.of(messageId)).stream().filter(message -> message.ticketId() == ticketId).findFirst();
    }

    /// Of those that somebody wrote and has not taken back.
    public Optional<Message> newest(long ticketId) {
        return withFiles(rows().where(TICKET_MESSAGE.TICKET_ID.eq(ticketId)).and(TICKET_MESSAGE.WITHDRAWN_AT.isNull()).and(TICKET_MESSAGE.AUTHOR_KIND.ne("system"))
                .orderBy(TICKET_MESSAGE.ID.desc()).limit(1).fetch()).stream().findFirst();
    }

    /// Whether a customer has written since.
    public boolean hasAnswerTo(Message message) {
        return db.fetchExists(TICKET_MESSAGE, TICKET_MESSAGE.TICKET_ID.eq(message.ticketId()).and(TICKET_MESSAGE.ID.gt(message.id()))
                .and(TICKET_MESSAGE.AUTHOR_KIND.eq("contact")).and(TICKET_MESSAGE.DIRECTION.eq("in")).and(TICKET_MESSAGE.AUTOMATIC.isNull()));
    }

    /// By message.
    public Map<Long, Message.Origin> origins(Collection<Long> messageIds) {
        if (messageIds.isEmpty()) return Map.of();
        return origins.with(db, messageIds).fetchMap(row -> row.get(TICKET_MESSAGE.ID), row -> new Message.Origin(row.get(TICKET_THREAD.ACCOUNT_ID), row.get(TICKET_MESSAGE.AUTHOR_ADDRESS)));
    }

    public Optional<Message.Leaving> leaving(long messageId) {
        var found = outgoing.with(db, messageId).fetch();
        return withFiles(found).stream().findFirst().map(message -> new Message.Leaving(message, List.of(found.getFirst().get(BEFORE)).reversed()));
    }

    public List<Message> load(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : withFiles(byIds.with(db, ids).fetch());
    }

    /// Of the ticket that the query around it is about: newest first, those that nobody has taken back.
    static Select<Record> page(DSLContext db, Field<Long> before, Field<Long> limit) {
        return db.select(COLUMNS).from(TICKET_MESSAGE).where(TICKET_MESSAGE.TICKET_ID.eq(TICKET.ID)).and(TICKET_MESSAGE.ID.lt(before)).and(TICKET_MESSAGE.WITHDRAWN_AT.isNull())
                .orderBy(TICKET_MESSAGE.ID.desc()).limit(limit);
    }

    /// @param rows have [#COLUMNS], perhaps with others behind them
    List<Message> withFiles(List<Record> rows) {
        var withFiles = rows.stream().filter(row -> row.get(HAS_FILES)).map(row -> row.get(TICKET_MESSAGE.ID)).toList();
        var files = withFiles.isEmpty() ? Map.<Long, List<Attachment>>of() : attachments.ofMessages(withFiles);
        return rows.stream().map(row -> toMessage(row, files)).toList();
    }

    /// Marks it as leaving now.
    public void release(long messageId, Instant at) {
        Pipeline.send(db.update(TICKET_MESSAGE).set(TICKET_MESSAGE.RELEASED_AT, at).where(TICKET_MESSAGE.ID.eq(messageId)));
    }

    public void withdraw(long messageId, Instant at) {
        db.update(TICKET_MESSAGE).set(TICKET_MESSAGE.WITHDRAWN_AT, at).where(TICKET_MESSAGE.ID.eq(messageId)).execute();
    }

    /// Tickets that have a message with one of these ids, newest first.
    public List<Long> ticketsReferencedBy(List<String> externalIds, int limit) {
        if (externalIds.isEmpty()) return List.of();
        return db.selectDistinct(TICKET_MESSAGE.TICKET_ID).from(TICKET_MESSAGE).where(TICKET_MESSAGE.EXTERNAL_ID.in(externalIds)).and(isNoReport(TICKET_MESSAGE))
                .orderBy(TICKET_MESSAGE.TICKET_ID.desc()).limit(limit).fetch(TICKET_MESSAGE.TICKET_ID);
    }

    /// What is known of a mail that comes in.
    ///
    /// @param duplicate the same id, sender and content is there, on the same account
    /// @param namedBy authors of messages that name it as one before them, by ticket
    public record Known(boolean duplicate, Map<Long, Set<String>> namedBy) {}

    /// Others who want to lock one of these ids wait. All that a transaction needs are locked at once, before anything else: so no two wait for each other.
    public void lock(Collection<String> externalIds) {
        if (externalIds.isEmpty()) return;
        db.resultQuery("select pg_advisory_xact_lock(key) from (select distinct hashtextextended(id, 0) as key from unnest({0}::text[]) as id order by key) keys",
                val(externalIds.toArray(String[]::new))).fetch();
    }

    /// What is known of each, in its place; their ids are locked.
    public List<Known> known(List<InboundMessage> all) {
        if (all.stream().allMatch(one -> one.externalId() == null)) return Collections.nCopies(all.size(), new Known(false, Map.of()));
        return db.resultQuery(KNOWN, val(all.stream().map(InboundMessage::externalId).toArray(String[]::new)), val(all.stream().map(InboundMessage::accountId).toArray(Long[]::new)),
                        val(all.stream().map(one -> one.sender().address()).toArray(String[]::new)),
                        val(all.stream().map(one -> HexFormat.of().formatHex(one.contentHash())).toArray(String[]::new)))
                .fetchGroups(row -> row.get("n", Integer.class)).values().stream().map(MessageStore::toKnown).toList();
    }

    private static Known toKnown(List<Record> rows) {
        return new Known(rows.getFirst().get("there", Boolean.class), rows.stream().filter(row -> row.get("ticket_id") != null)
                .collect(Collectors.groupingBy(row -> row.get("ticket_id", Long.class), Collectors.mapping(row -> row.get("author_address", String.class), Collectors.toSet()))));
    }

    /// Whether this very mail is on the ticket; to be asked when that is locked.
    public boolean isThere(long ticketId, @Nullable String externalId, byte[] contentHash) {
        return externalId != null && db.fetchExists(TICKET_MESSAGE,
                TICKET_MESSAGE.TICKET_ID.eq(ticketId).and(TICKET_MESSAGE.EXTERNAL_ID.eq(externalId)).and(TICKET_MESSAGE.CONTENT_HASH.eq(contentHash)));
    }

    /// Tickets that say to have another number of messages than they have.
    public List<Long> miscounted(int limit) {
        var messages = field(selectCount().from(TICKET_MESSAGE).where(TICKET_MESSAGE.TICKET_ID.eq(TICKET.ID)).and(TICKET_MESSAGE.WITHDRAWN_AT.isNull()));
        return db.select(TICKET.ID).from(TICKET).where(TICKET.MESSAGE_COUNT.ne(messages)).limit(limit).fetch(TICKET.ID);
    }

    /// But for reports: whom they are from is not proven.
    public List<Instant> automaticFrom(String address, Instant since) {
        return db.select(TICKET_MESSAGE.AT).from(TICKET_MESSAGE)
                .where(TICKET_MESSAGE.AUTHOR_ADDRESS.eq(address)).and(TICKET_MESSAGE.AUTOMATIC.isNotNull()).and(TICKET_MESSAGE.DIRECTION.eq("in"))
                .and(isNoReport(TICKET_MESSAGE)).and(TICKET_MESSAGE.AT.gt(since)).fetch(TICKET_MESSAGE.AT);
    }

    public List<Instant> reportsOn(long ticketId, Instant since) {
        return db.select(TICKET_MESSAGE.AT).from(TICKET_MESSAGE).where(TICKET_MESSAGE.TICKET_ID.eq(ticketId)).andNot(isNoReport(TICKET_MESSAGE))
                .and(TICKET_MESSAGE.AT.gt(since)).fetch(TICKET_MESSAGE.AT);
    }

    /// Everybody who wrote or received a public message of the ticket, folded. Reports do not count: anybody may have written them, to anybody.
    public List<String> participants(long ticketId) {
        return db.select(TICKET_MESSAGE.AUTHOR_ADDRESS).from(TICKET_MESSAGE)
                .where(TICKET_MESSAGE.TICKET_ID.eq(ticketId)).and(TICKET_MESSAGE.VISIBILITY.eq("public")).and(TICKET_MESSAGE.AUTHOR_ADDRESS.isNotNull()).and(isNoReport(TICKET_MESSAGE))
                .union(db.select(TICKET_MESSAGE_RECIPIENT.ADDRESS).from(TICKET_MESSAGE_RECIPIENT).join(TICKET_MESSAGE)
                        .on(TICKET_MESSAGE.ID.eq(TICKET_MESSAGE_RECIPIENT.MESSAGE_ID))
                        .where(TICKET_MESSAGE.TICKET_ID.eq(ticketId)).and(TICKET_MESSAGE.VISIBILITY.eq("public")).and(isNoReport(TICKET_MESSAGE)))
                .fetch(row -> Handle.email(row.value1()).value()).stream().distinct().toList();
    }

    private static Message toMessage(Record record, Map<Long, List<Attachment>> files) {
        var row = new InOrder(record);
        var id = row.next(TICKET_MESSAGE.ID);
        return new Message(id, row.next(TICKET_MESSAGE.TICKET_ID), row.next(TICKET_MESSAGE.THREAD_ID),
                Direction.valueOf(row.next(TICKET_MESSAGE.DIRECTION).toUpperCase(Locale.ROOT)), Visibility.valueOf(row.next(TICKET_MESSAGE.VISIBILITY).toUpperCase(Locale.ROOT)),
                row.next(TICKET_MESSAGE.MEDIUM), row.next(TICKET_MESSAGE.AUTOMATIC),
                new Author(Author.Kind.of(row.next(TICKET_MESSAGE.AUTHOR_KIND)), row.next(TICKET_MESSAGE.AUTHOR_ID), row.next(TICKET_MESSAGE.AUTHOR_NAME),
                        row.next(TICKET_MESSAGE.AUTHOR_ADDRESS)),
                row.next(TICKET_MESSAGE.SUBJECT),
                new Message.Body(row.next(TICKET_MESSAGE.BODY_HTML), row.next(TICKET_MESSAGE.QUOTED_HTML), row.next(TICKET_MESSAGE.BODY_TEXT),
                        row.next(TICKET_MESSAGE.VISIBLE_TEXT), row.next(TICKET_MESSAGE.APPEARANCE), row.next(TICKET_MESSAGE.REMOTE_PICTURES)),
                row.next(TICKET_MESSAGE.EXTERNAL_ID), row.next(TICKET_MESSAGE.CLIENT_MESSAGE_ID),
                new Message.Schedule(row.next(TICKET_MESSAGE.SEND_AT), row.next(TICKET_MESSAGE.RELEASED_AT), row.next(TICKET_MESSAGE.WITHDRAWN_AT),
                        status(row.next(TICKET_MESSAGE.WANTED_STATUS))),
                row.next(TICKET_MESSAGE.AT), row.next(RECIPIENTS), files.getOrDefault(id, List.of()));
    }

    private static @Nullable Status status(@Nullable String key) {
        return key == null ? null : Status.of(key);
    }
}
