package app.rapport.channel;

import static java.util.stream.Collectors.toMap;

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
import app.rapport.ticket.Tickets.DeliveryReport;
import app.rapport.workspace.Directory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /// One that has ended.
    ///
    /// @param accountProblem null when the account works
    record Attempt(Row row, Outcome outcome, @Nullable String accountProblem) {}

    /// @throws RuntimeException the database is away, and nothing has been sent
    Attempt attempt(Row row) {
        var result = result(row);
        return new Attempt(row, Outcome.of(row, result, time.now()), result instanceof TemporaryFailure(String reason, boolean account) && account ? reason : null);
    }

    /// What fails on our side is put off like what the other side puts off.
    private DeliveryResult result(Row row) {
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
        var leaving = business.conversations.leaving(Objects.requireNonNull(row.messageId()));
        var message = leaving.message();
        var author = message.author().kind() == Author.Kind.AGENT ? business.directory.name("agent", message.author().id()) : null;
        return connector.send(new Outbound(row.id(), account, message, author == null ? account.name() : author, row.address(), leaving.references()));
    }

    /// Writes down what came of attempts, all of them or none. When the ticket of one alone cannot be told, the row says it all the same, so that
    /// nothing is sent twice, and the ticket is told later. Called again after a failure it does nothing twice.
    ///
    /// @throws RuntimeException the database took nothing
    void record(List<Attempt> attempts, UUID owner) {
        try {
            write(attempts, owner);
        } catch (RuntimeException | Error e) {
            if (attempts.size() > 1 || Transactions.databaseIsAway(e)) throw e;
            if (e instanceof WrittenAlready) log.debug("Outbound {} has been written down already", attempts.getFirst().row.id());
            else writeUntold(attempts.getFirst(), owner, e);
        }
    }

    private void write(List<Attempt> attempts, UUID owner) {
        transactions.run(() -> {
            tell(attempts.stream().map(attempt -> report(attempt.row, "sending", attempt.outcome.state(), attempt.outcome.reason())));
            if (store.finish(outcomes(attempts), owner, false) < attempts.size()) throw new WrittenAlready();
            var problems = new HashMap<Long, @Nullable String>();
            for (var attempt : attempts) problems.put(attempt.row.accountId(), attempt.accountProblem);
            problems.forEach(accounts::problem);
        });
    }

    private void writeUntold(Attempt attempt, UUID owner, Throwable why) {
        log.error("The ticket of outbound {} could not be told that it is {}; the row says so, and the ticket is told later", attempt.row.id(), attempt.outcome.state(), why);
        store.finish(outcomes(List.of(attempt)), owner, true);
    }

    private static Map<Long, Outcome> outcomes(List<Attempt> attempts) {
        return attempts.stream().collect(toMap(attempt -> attempt.row.id(), Attempt::outcome));
    }

    /// By ourselves, when only the answer to our commit was lost, or by another sender after our lease.
    private static final class WrittenAlready extends RuntimeException {}

    /// The tickets' locks come before the rows', as in every command that touches both.
    private void tell(Stream<Optional<DeliveryReport>> reports) {
        business.tickets.recordDeliveries(reports.flatMap(Optional::stream).toList(), BY);
    }

    /// Empty when it is of no ticket.
    private static Optional<DeliveryReport> report(Row row, String before, String state, @Nullable String reason) {
        if (row.ticketId() == null || row.messageId() == null) return Optional.empty();
        var missed = !row.automatic() && (state.equals("failed") || state.equals("bounced"));
        return Optional.of(new DeliveryReport(row.ticketId(), new TicketFact.DeliveryChanged(row.messageId(), row.id(), before, state, code(reason)), missed));
    }

    /// Tells tickets what they could not be told before.
    void tellLate() {
        for (var row : store.unrecorded(time.now(), LATE_AT_ONCE)) {
            try {
                transactions.run(() -> {
                    tell(Stream.of(report(row, "sending", row.state(), row.reason())));
                    store.recorded(row.id());
                });
            } catch (RuntimeException | Error e) {
                log.error("The ticket of outbound {} still cannot be told; the next try is in {}", row.id(), LATE_PAUSE, e);
                store.recordLater(row.id(), time.now().plus(LATE_PAUSE));
            }
        }
    }

    /// A report about something we sent came in. One that says what is known changes nothing.
    void reported(Report report) {
        var row = store.find(report.outboundId()).orElse(null);
        if (row == null || row.state().equals("bounced") && report.reason().equals(row.reason())) return;
        if (!report.permanent()) {
            store.delayed(row.id(), report.reason());
        } else if (row.ticketId() != null && row.messageId() != null) {
            tell(Stream.of(report(row, row.state(), "bounced", report.reason())));
            store.bounced(row.id(), report.reason(), time.now());
        }
    }

    private static @Nullable String code(@Nullable String reason) {
        if (reason == null) return null;
        var found = CODE.matcher(reason);
        return found.find() ? found.group() : null;
    }
}
