package app.rapport.channel;

import app.rapport.channel.spi.Adapter.Report;
import app.rapport.channel.spi.Connector;
import app.rapport.channel.spi.Connector.DeliveryResult;
import app.rapport.channel.spi.Connector.Outbound;
import app.rapport.channel.spi.Connector.TemporaryFailure;
import app.rapport.channel.store.OutboundStore;
import app.rapport.channel.store.OutboundStore.Row;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.time.Time;
import app.rapport.ticket.Author;
import app.rapport.ticket.Conversations;
import app.rapport.ticket.TicketFact;
import app.rapport.ticket.Tickets;
import app.rapport.workspace.Directory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends what is due: `sending` is committed before anything is connected to; the result with its fact afterwards. If we die
/// between the other side's yes and our commit, the row's lease runs out and it is sent once more, under the same id.
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final Actor BY = Actor.system("delivery");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LATE_PAUSE = Duration.ofMinutes(5);
    private static final int LATE_AT_ONCE = 20;
    private static final Pattern CODE = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");

    private final OutboundStore store;
    private final ChannelAccounts accounts;
    private final List<Connector> connectors;
    private final Business business;
    private final Transactions transactions;
    private final Time time;

    /// Where the messages come from.
    @Component
    record Business(Tickets tickets, Conversations conversations, Directory directory) {}

    Delivery(OutboundStore store, ChannelAccounts accounts, List<Connector> connectors, Business business, Transactions transactions, Time time) {
        this.store = store;
        this.accounts = accounts;
        this.connectors = connectors;
        this.business = business;
        this.transactions = transactions;
        this.time = time;
    }

    List<Row> claim(UUID owner, int limit) {
        return store.claim(owner, limit, time.now(), LEASE);
    }

    /// Says that this owner is still at work on what he has in hand.
    void renew(UUID owner, Collection<Long> inHand) {
        store.renew(owner, inHand, time.now().plus(LEASE));
    }

    /// @param inHand what this owner is at
    void requeueAbandoned(UUID owner, Collection<Long> inHand) {
        store.requeueAbandoned(owner, inHand, time.now());
    }

    void requeueAll() {
        store.requeueAll();
    }

    /// What fails on our side is put off like what the other side puts off.
    ///
    /// @throws RuntimeException the database is away, and nothing has been sent
    DeliveryResult attempt(Row row) {
        try {
            return send(row);
        } catch (RuntimeException | Error e) {
            if (Transactions.databaseIsAway(e)) throw e;
            log.error("Outbound {} failed on our side; it is tried again later, and fails when three days have passed", row.id(), e);
            return new TemporaryFailure("our-side: 4.3.0 " + e.getMessage(), true);
        }
    }

    private DeliveryResult send(Row row) {
        var account = accounts.find(row.accountId()).orElseThrow();
        var connector = connectors.stream().filter(one -> one.kind().equals(account.kind())).findFirst().orElseThrow();
        var message = business.conversations.shown(Objects.requireNonNull(row.messageId()));
        var author = message.author().kind() == Author.Kind.AGENT ? business.directory.name("agent", message.author().id()) : null;
        var references = business.conversations.references(message.ticketId(), 20).reversed();
        return connector.send(new Outbound(row.id(), account, message, author == null ? account.name() : author, row.address(), references));
    }

    /// Writes down what came of an attempt. When the ticket cannot be told, the row says it all the same, so that nothing is sent
    /// twice, and the ticket is told later. Called again after a failure it does nothing twice.
    ///
    /// @throws RuntimeException the database took neither
    void record(Row row, UUID owner, DeliveryResult result) {
        var outcome = Outcome.of(row, result, time.now());
        try {
            transactions.run(() -> {
                tell(row, "sending", outcome.state(), outcome.reason());
                if (!store.finish(row.id(), owner, outcome, false)) throw new WrittenAlready();
                accounts.problem(row.accountId(), result instanceof TemporaryFailure(String reason, boolean account) && account ? reason : null);
            });
        } catch (WrittenAlready e) {
            log.debug("Outbound {} has been written down already", row.id());
        } catch (RuntimeException | Error e) {
            if (Transactions.databaseIsAway(e)) throw e;
            log.error("The ticket of outbound {} could not be told that it is {}; the row says so, and the ticket is told later", row.id(), outcome.state(), e);
            store.finish(row.id(), owner, outcome, true);
        }
    }

    /// By ourselves, when only the answer to our commit was lost, or by another sender after our lease.
    private static final class WrittenAlready extends RuntimeException {}

    /// The ticket's lock comes before the row's, as in every command that touches both.
    private void tell(Row row, String before, String state, @Nullable String reason) {
        if (row.ticketId() == null || row.messageId() == null) return;
        var missed = !row.automatic() && (state.equals("failed") || state.equals("bounced"));
        business.tickets.recordDelivery(row.ticketId(), new TicketFact.DeliveryChanged(row.messageId(), row.id(), before, state, code(reason)), missed, BY);
    }

    /// Tells tickets what they could not be told before.
    void tellLate() {
        for (var row : store.unrecorded(time.now(), LATE_AT_ONCE)) {
            try {
                transactions.run(() -> {
                    tell(row, "sending", row.state(), row.reason());
                    store.recorded(row.id());
                });
            } catch (RuntimeException | Error e) {
                log.error("The ticket of outbound {} still cannot be told; the next try is in {}", row.id(), LATE_PAUSE, e);
                store.recordLater(row.id(), time.now().plus(LATE_PAUSE));
            }
        }
    }

    /// A report about something we sent came in. The answer is its ticket.
    @Nullable Long reported(Report report) {
        var row = store.find(report.outboundId()).orElse(null);
        if (row != null && !report.permanent()) store.delayed(row.id(), report.reason());
        if (row == null || row.ticketId() == null || row.messageId() == null || !report.permanent()) return row == null ? null : row.ticketId();
        tell(row, row.state(), "bounced", report.reason());
        store.bounced(row.id(), report.reason(), time.now());
        return row.ticketId();
    }

    private static @Nullable String code(@Nullable String reason) {
        if (reason == null) return null;
        var found = CODE.matcher(reason);
        return found.find() ? found.group() : null;
    }
}
