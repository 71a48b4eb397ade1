package app.rapport.channel;

import app.rapport.channel.spi.Adapter.Report;
import app.rapport.channel.spi.Connector;
import app.rapport.channel.spi.Connector.Delivered;
import app.rapport.channel.spi.Connector.DeliveryResult;
import app.rapport.channel.spi.Connector.Outbound;
import app.rapport.channel.spi.Connector.PermanentFailure;
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
import java.util.concurrent.locks.LockSupport;
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
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(2));
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

    /// @param inHand what this owner is at
    void requeueAbandoned(UUID owner, Collection<Long> inHand) {
        store.requeueAbandoned(owner, inHand, time.now());
    }

    void requeueAll() {
        store.requeueAll();
    }

    void send(Row row, UUID owner) {
        var account = accounts.find(row.accountId()).orElseThrow();
        var result = attempt(row, account);
        whileTheDatabaseIsAway(() -> record(row, owner, result));
        accounts.problem(account.id(), result instanceof TemporaryFailure(String reason) ? reason : null);
    }

    private DeliveryResult attempt(Row row, ChannelAccount account) {
        try {
            return handOver(row, account);
        } catch (RuntimeException e) {
            if (Transactions.databaseIsAway(e)) throw e;
            log.error("Outbound {} failed on our side; it is tried again like one that the other side put off", row.id(), e);
            return new TemporaryFailure("4.3.0 It failed on our side: " + e.getMessage());
        }
    }

    private DeliveryResult handOver(Row row, ChannelAccount account) {
        var connector = connectors.stream().filter(one -> one.kind().equals(account.kind())).findFirst().orElseThrow();
        var message = business.conversations.forDelivery(Objects.requireNonNull(row.messageId()));
        var author = message.author().kind() == Author.Kind.AGENT ? business.directory.name("agent", message.author().id()) : null;
        var references = business.conversations.references(message.ticketId(), 20).reversed();
        return connector.send(new Outbound(row.id(), account, message, author == null ? account.name() : author, row.address(), references));
    }

    /// It has been sent: rather wait for the database than send it once more.
    private void whileTheDatabaseIsAway(Runnable record) {
        var patience = time.now().plus(PATIENCE);
        while (true) {
            try {
                record.run();
                return;
            } catch (WrittenAlready e) {
                return;
            } catch (RuntimeException e) {
                if (!Transactions.databaseIsAway(e) || time.now().isAfter(patience)) throw e;
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    private void record(Row row, UUID owner, DeliveryResult result) {
        var now = time.now();
        transactions.run(() -> {
            switch (result) {
                case Delivered(String externalId) -> finish(row, owner, "sent", null, externalId, Duration.ZERO);
                case PermanentFailure(String reason) -> finish(row, owner, "failed", reason, null, Duration.ZERO);
                case TemporaryFailure(String reason) -> {
                    var pause = PAUSES.get(Math.min(row.attempts(), PAUSES.size()) - 1);
                    if (now.plus(pause).isAfter(row.expiresAt())) finish(row, owner, "failed", "Given up after three days: " + reason, null, Duration.ZERO);
                    else finish(row, owner, "retrying", reason, null, pause);
                }
            }
        });
    }

    private void finish(Row row, UUID owner, String state, @Nullable String reason, @Nullable String externalId, Duration pause) {
        var now = time.now();
        if (row.ticketId() != null && row.messageId() != null) {
            // The ticket's lock comes before the row's, as in every command that touches both.
            business.tickets.recordDelivery(row.ticketId(), new TicketFact.DeliveryChanged(row.messageId(), row.id(), "sending", state, code(reason)), BY);
        }
        if (!store.finish(row.id(), owner, state, reason, externalId, now.plus(pause), now)) throw new WrittenAlready();
    }

    /// By ourselves, when only the answer to our commit was lost, or by another sender after our lease.
    private static final class WrittenAlready extends RuntimeException {}

    /// A report about something we sent came in. The answer is its ticket.
    @Nullable Long reported(Report report) {
        var row = store.find(report.outboundId()).orElse(null);
        if (row == null || row.ticketId() == null || row.messageId() == null || !report.permanent()) return row == null ? null : row.ticketId();
        business.tickets.recordDelivery(row.ticketId(), new TicketFact.DeliveryChanged(row.messageId(), row.id(), row.state(), "bounced", code(report.reason())), BY);
        store.bounced(row.id(), report.reason(), time.now());
        return row.ticketId();
    }

    private static @Nullable String code(@Nullable String reason) {
        if (reason == null) return null;
        var found = CODE.matcher(reason);
        return found.find() ? found.group() : null;
    }
}
