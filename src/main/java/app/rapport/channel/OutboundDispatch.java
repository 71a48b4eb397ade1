package app.rapport.channel;

import app.rapport.channel.store.OutboundStore;
import app.rapport.channel.store.OutboundStore.Row;
import app.rapport.platform.Conflict;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.time.Time;
import app.rapport.ticket.spi.Dispatch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Writes the rows of what leaves, inside the ticket's command. Sending them is [Delivery]'s.
@Component
class OutboundDispatch implements Dispatch {

    private static final List<String> WORST_FIRST = List.of("failed", "bounced", "retrying", "sending", "queued", "withdrawn", "sent");

    private final OutboundStore store;
    private final ChannelAccounts accounts;
    private final OutboundSignal signal;
    private final Time time;

    OutboundDispatch(OutboundStore store, ChannelAccounts accounts, OutboundSignal signal, Time time) {
        this.store = store;
        this.accounts = accounts;
        this.signal = signal;
        this.time = time;
    }

    @Override
    public void queue(List<Outgoing> all) {
        store.insert(all, this::accountOf, time.now());
        if (all.stream().anyMatch(outgoing -> outgoing.sendAt() == null)) Transactions.afterCommit(signal::wake);
    }

    private long accountOf(Outgoing outgoing) {
        var named = outgoing.accountId() == null ? null : accounts.find(outgoing.accountId()).filter(ChannelAccount::active).orElse(null);
        if (named != null) return named.id();
        return accounts.usual().orElseThrow(() -> new Conflict("no-channel-account", "There is no mailbox to send from: set one up first.")).id();
    }

    @Override
    public void free(long messageId) {
        if (store.move(messageId, List.of("held"), "queued", time.now()) > 0) Transactions.afterCommit(signal::wake);
    }

    @Override
    public void withdraw(long messageId) {
        store.move(messageId, List.of("held"), "withdrawn", time.now());
    }

    @Override
    public int retry(long messageId) {
        var moved = store.move(messageId, List.of("failed", "bounced", "retrying"), "queued", time.now());
        if (moved > 0) Transactions.afterCommit(signal::wake);
        return moved;
    }

    @Override
    public Map<Long, State> states(Collection<Long> messageIds) {
        if (messageIds.isEmpty()) return Map.of();
        var states = new HashMap<Long, State>();
        store.ofMessages(messageIds).stream().filter(row -> row.messageId() != null).collect(Collectors.groupingBy(row -> java.util.Objects.requireNonNull(row.messageId())))
                .forEach((message, rows) -> states.put(message, state(rows)));
        return states;
    }

    /// A message shows the worst of its rows, with the reason.
    private static State state(List<Row> rows) {
        var worst = rows.stream().min(java.util.Comparator.comparingInt(row -> WORST_FIRST.indexOf(shown(row.state())))).orElseThrow();
        return new State(shown(worst.state()), worst.reason(), worst.sendAt(),
                rows.stream().map(row -> new PerRecipient(row.address(), shown(row.state()), row.reason())).toList());
    }

    /// Outside, what waits for its release is queued.
    private static String shown(String state) {
        return state.equals("held") ? "queued" : state;
    }
}
