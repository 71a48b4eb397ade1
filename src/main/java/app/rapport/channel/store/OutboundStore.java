package app.rapport.channel.store;

import static app.rapport.channel.store.generated.Tables.CHANNEL_OUTBOUND;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import app.rapport.channel.Outcome;
import app.rapport.channel.store.generated.tables.records.ChannelOutboundRecord;
import app.rapport.platform.database.Pipeline;
import app.rapport.platform.database.Rendered;
import app.rapport.ticket.spi.Dispatch.Outgoing;
import app.rapport.ticket.spi.Dispatch.To;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of what leaves.
@Repository
public class OutboundStore {

    /// What has not left or not arrived; few, whatever has been sent.
    public static final List<String> UNSENT = List.of("held", "queued", "sending", "retrying", "failed", "bounced");

    public record Row(
            long id, @Nullable Long messageId, @Nullable Long ticketId, long accountId, String role, String address, String state, int attempts, @Nullable String reason,
            Instant sendAt, Instant expiresAt, Instant createdAt, boolean automatic) {}

    /// @param address [#folded]; @param unknown the other side says that there is no such address
    public record Automatic(String address, long ticketId, Instant at, boolean unknown) {}

    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Duration LASTS = Duration.ofDays(3);

    /// Due ones, and those whose sender died: its lease ran out.
    private static final String CLAIM = """
            update channel_outbound set state = 'sending', owner = {0}::uuid, leased_until = {1}::timestamptz, attempts = attempts + 1
            where id in (
              select id from channel_outbound
              where state in ('queued', 'retrying') and send_at <= {2}::timestamptz
              order by send_at limit {3} for update skip locked)
            returning *
            """;

    // Found by their ids alone, and who sends them has a name only while they are sent: the index of what is sent has an entry for whatever was.
    private static final String FINISH = """
            update channel_outbound outbound
            set state = ended.state, reason = ended.reason, external_id = ended.external_id, send_at = ended.next_at::timestamptz, finished_at = ended.finished_at::timestamptz,
              owner = null, leased_until = null, unrecorded = {7}
            from unnest({0}::bigint[], {1}::text[], {2}::text[], {3}::text[], {4}::text[], {5}::text[]) as ended (id, state, reason, external_id, next_at, finished_at)
            where outbound.id = ended.id and outbound.owner = {6}::uuid
            """;

    private static final Field<String> FOLDED = lower(CHANNEL_OUTBOUND.ADDRESS);
    private static final Field<Boolean> UNKNOWN = field(CHANNEL_OUTBOUND.STATE.in("failed", "bounced").and(CHANNEL_OUTBOUND.REASON.likeRegex("\\m5\\.1\\.\\d"))).as("unknown");

    private final DSLContext db;
    private final Rendered.Several ofMessages;
    private final Rendered.Several automaticTo;

    public OutboundStore(DSLContext db) {
        this.db = db;
        this.ofMessages = Rendered.several(count -> db.selectFrom(CHANNEL_OUTBOUND).where(CHANNEL_OUTBOUND.MESSAGE_ID.in(Rendered.values(0, count, CHANNEL_OUTBOUND.MESSAGE_ID))).orderBy(CHANNEL_OUTBOUND.ID));
        this.automaticTo = Rendered.several(count -> db.select(FOLDED, CHANNEL_OUTBOUND.TICKET_ID, CHANNEL_OUTBOUND.CREATED_AT, UNKNOWN).from(CHANNEL_OUTBOUND)
                .where(CHANNEL_OUTBOUND.AUTOMATIC.isTrue()).and(FOLDED.in(Rendered.values(1, count, FOLDED)))
                .and(CHANNEL_OUTBOUND.CREATED_AT.gt(Rendered.value(0, CHANNEL_OUTBOUND.CREATED_AT))));
    }

    /// One row for each message and recipient.
    public void insert(List<Outgoing> all, ToLongFunction<Outgoing> accountId, Instant now) {
        Pipeline.insert(db, all.stream().flatMap(outgoing -> outgoing.recipients().stream().map(to -> newRow(outgoing, accountId.applyAsLong(outgoing), to, now))).toList());
    }

    private ChannelOutboundRecord newRow(Outgoing outgoing, long accountId, To to, Instant now) {
        var sendAt = outgoing.sendAt();
        var row = db.newRecord(CHANNEL_OUTBOUND);
        row.setMessageId(outgoing.messageId());
        row.setTicketId(outgoing.ticketId());
        row.setAccountId(accountId);
        row.setPurpose("service");
        row.setAutomatic(outgoing.automatic());
        row.setRole(to.role());
        row.setAddress(to.address());
        row.setName(to.name());
        row.setState(sendAt == null ? "queued" : "held");
        row.setSendAt(sendAt == null ? now : sendAt);
        row.setExpiresAt(now.plus(LASTS));
        row.setCreatedAt(now);
        return row;
    }

    public int move(long messageId, Collection<String> from, String to, Instant now) {
        return db.update(CHANNEL_OUTBOUND)
                .set(CHANNEL_OUTBOUND.STATE, to).set(CHANNEL_OUTBOUND.SEND_AT, now).set(CHANNEL_OUTBOUND.EXPIRES_AT, now.plus(LASTS))
                .setNull(CHANNEL_OUTBOUND.REASON)
                .where(CHANNEL_OUTBOUND.MESSAGE_ID.eq(messageId)).and(CHANNEL_OUTBOUND.STATE.in(from)).execute();
    }

    public List<Row> claim(UUID owner, int limit, Instant now, Duration lease) {
        return db.resultQuery(CLAIM, val(owner.toString()), val(now.plus(lease).toString()), val(now.toString()), val(limit))
                .coerce(CHANNEL_OUTBOUND).fetch(OutboundStore::toRow);
    }

    /// Queues again what a sender that died had in hand, and what `owner` claimed without noticing: its commit was lost on the way.
    public int requeueAbandoned(UUID owner, Collection<Long> inHand, Instant now) {
        return requeue(CHANNEL_OUTBOUND.LEASED_UNTIL.lt(now).or(CHANNEL_OUTBOUND.OWNER.eq(owner).and(CHANNEL_OUTBOUND.ID.notIn(inHand))));
    }

    public int requeueAll() {
        return requeue(noCondition());
    }

    private int requeue(Condition condition) {
        return db.update(CHANNEL_OUTBOUND).set(CHANNEL_OUTBOUND.STATE, "queued").setNull(CHANNEL_OUTBOUND.OWNER)
                .where(CHANNEL_OUTBOUND.STATE.eq("sending")).and(condition).execute();
    }

    /// Those that this owner has in hand. What he is just writing down needs no lease, and would wait here for it in another order.
    public void renew(UUID owner, Collection<Long> inHand, Instant until) {
        var free = select(CHANNEL_OUTBOUND.ID).from(CHANNEL_OUTBOUND).where(CHANNEL_OUTBOUND.ID.in(inHand)).and(CHANNEL_OUTBOUND.OWNER.eq(owner)).forUpdate().skipLocked();
        db.update(CHANNEL_OUTBOUND).set(CHANNEL_OUTBOUND.LEASED_UNTIL, until).where(CHANNEL_OUTBOUND.ID.in(free)).execute();
    }

    /// The end of attempts.
    ///
    /// @param outcomes by the rows' ids; @param unrecorded whether their tickets do not know yet
    /// @return how many of them were still this owner's
    public int finish(Map<Long, Outcome> outcomes, UUID owner, boolean unrecorded) {
        var all = List.copyOf(outcomes.values());
        return db.query(FINISH, val(outcomes.keySet().toArray(Long[]::new)), texts(all, Outcome::state), texts(all, Outcome::reason), texts(all, Outcome::externalId),
                texts(all, Outcome::nextAt), texts(all, Outcome::finishedAt), val(owner.toString()), val(unrecorded)).execute();
    }

    private static Field<String[]> texts(List<Outcome> outcomes, Function<Outcome, @Nullable Object> value) {
        return val(outcomes.stream().map(value).map(one -> one == null ? null : one.toString()).toArray(String[]::new));
    }

    /// Those whose ticket is to be told now.
    public List<Row> unrecorded(Instant now, int limit) {
        return db.selectFrom(CHANNEL_OUTBOUND)
                .where(CHANNEL_OUTBOUND.UNRECORDED.isTrue()).and(CHANNEL_OUTBOUND.STATE.ne("sending"))
                .and(CHANNEL_OUTBOUND.LEASED_UNTIL.isNull().or(CHANNEL_OUTBOUND.LEASED_UNTIL.le(now)))
                .orderBy(CHANNEL_OUTBOUND.ID).limit(limit).fetch(OutboundStore::toRow);
    }

    public void recorded(long id) {
        Pipeline.send(db.update(CHANNEL_OUTBOUND).set(CHANNEL_OUTBOUND.UNRECORDED, false).setNull(CHANNEL_OUTBOUND.LEASED_UNTIL).where(CHANNEL_OUTBOUND.ID.eq(id)));
    }

    public void recordLater(long id, Instant at) {
        db.update(CHANNEL_OUTBOUND).set(CHANNEL_OUTBOUND.LEASED_UNTIL, at)
                .where(CHANNEL_OUTBOUND.ID.eq(id)).and(CHANNEL_OUTBOUND.UNRECORDED.isTrue()).and(CHANNEL_OUTBOUND.STATE.ne("sending")).execute();
    }

    /// A report came back: the other side has not given it up yet.
    public void delayed(long id, String reason) {
        db.update(CHANNEL_OUTBOUND).set(CHANNEL_OUTBOUND.REASON, reason).where(CHANNEL_OUTBOUND.ID.eq(id)).and(CHANNEL_OUTBOUND.STATE.eq("sent")).execute();
    }

    /// A report came back: it has bounced after all, whatever its sender says later.
    public void bounced(long id, String reason, Instant now) {
        db.update(CHANNEL_OUTBOUND).set(CHANNEL_OUTBOUND.STATE, "bounced").set(CHANNEL_OUTBOUND.REASON, reason).set(CHANNEL_OUTBOUND.FINISHED_AT, now)
                .setNull(CHANNEL_OUTBOUND.OWNER).setNull(CHANNEL_OUTBOUND.LEASED_UNTIL)
                .where(CHANNEL_OUTBOUND.ID.eq(id)).execute();
    }

    public Optional<Row> find(long id) {
        return db.selectFrom(CHANNEL_OUTBOUND).where(CHANNEL_OUTBOUND.ID.eq(id)).fetchOptional(OutboundStore::toRow);
    }

    public List<Row> find(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : db.selectFrom(CHANNEL_OUTBOUND).where(CHANNEL_OUTBOUND.ID.in(ids)).fetch(OutboundStore::toRow);
    }

    public List<Row> ofMessages(Collection<Long> messageIds) {
        return ofMessages.with(db, messageIds).coerce(CHANNEL_OUTBOUND).fetch(OutboundStore::toRow);
    }

    /// What the program wrote by itself since a time.
    ///
    /// @param addresses [#folded]
    public List<Automatic> automaticTo(Collection<String> addresses, Instant since) {
        if (addresses.isEmpty()) return List.of();
        return automaticTo.with(db, addresses, since)
                .fetch(row -> new Automatic(row.get(FOLDED), row.get(CHANNEL_OUTBOUND.TICKET_ID), row.get(CHANNEL_OUTBOUND.CREATED_AT), Boolean.TRUE.equals(row.get(UNKNOWN))));
    }

    /// An address as it is compared here.
    public static String folded(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /// How many are in which state.
    public Map<String, Integer> counts() {
        return db.select(CHANNEL_OUTBOUND.STATE, count()).from(CHANNEL_OUTBOUND).groupBy(CHANNEL_OUTBOUND.STATE).orderBy(CHANNEL_OUTBOUND.STATE)
                .fetchMap(CHANNEL_OUTBOUND.STATE, count());
    }

    /// How many there are in one of the states [#UNSENT]: an index knows, however many have been sent.
    public int inState(String state) {
        return db.fetchCount(CHANNEL_OUTBOUND, CHANNEL_OUTBOUND.STATE.eq(inline(state)));
    }

    /// Long due, or in the hand of a sender that must have died.
    public int stuck(Instant now) {
        return db.fetchCount(CHANNEL_OUTBOUND, CHANNEL_OUTBOUND.STATE.in("queued", "retrying").and(CHANNEL_OUTBOUND.SEND_AT.lt(now.minus(LATE)))
                .or(CHANNEL_OUTBOUND.STATE.eq("sending").and(CHANNEL_OUTBOUND.LEASED_UNTIL.lt(now.minus(LATE)))));
    }

    private static Row toRow(ChannelOutboundRecord row) {
        return new Row(row.getId(), row.getMessageId(), row.getTicketId(), row.getAccountId(), row.getRole(), row.getAddress(), row.getState(), row.getAttempts(),
                row.getReason(), row.getSendAt(), row.getExpiresAt(), row.getCreatedAt(), row.getAutomatic());
    }
}
