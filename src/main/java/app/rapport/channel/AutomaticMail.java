package app.rapport.channel;

import static java.util.Objects.requireNonNull;

import app.rapport.channel.store.OutboundStore;
import app.rapport.channel.store.OutboundStore.Automatic;
import app.rapport.platform.time.Time;
import app.rapport.ticket.Conversations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/// Keeps machines from talking to each other: says whether the program may write to somebody by itself, and when a machine
/// writes to us without end.
@Component
class AutomaticMail {

    /// So long an address counts as one that does not exist.
    private static final Duration BLOCKED = Duration.ofDays(60);

    private final ChannelAccounts accounts;
    private final OutboundStore outbound;
    private final Conversations conversations;
    private final Time time;

    AutomaticMail(ChannelAccounts accounts, OutboundStore outbound, Conversations conversations, Time time) {
        this.accounts = accounts;
        this.outbound = outbound;
        this.conversations = conversations;
        this.time = time;
    }

    /// Whether automatic mails may go to some addresses now.
    interface Allowance {
        /// Not to machines, not to ourselves, not where a former one was refused for good, and within the budgets of the ticket and of the
        /// recipient. What is taken counts from then on.
        boolean take(long ticketId, String address);
    }

    /// @param addresses those that it may be asked about
    Allowance allowance(Collection<String> addresses) {
        var now = time.now();
        var former = new HashMap<String, List<Automatic>>();
        for (var address : addresses) former.put(OutboundStore.folded(address), new ArrayList<>());
        for (var one : outbound.automaticTo(former.keySet(), now.minus(BLOCKED))) requireNonNull(former.get(one.address())).add(one);
        return (ticketId, address) -> {
            if (MachineAddresses.contains(address) || accounts.receivingFor(address).isPresent()) return false;
            var past = requireNonNull(former.get(OutboundStore.folded(address)));
            if (past.stream().anyMatch(Automatic::unknown)) return false;
            var ofTicket = past.stream().filter(one -> one.ticketId() == ticketId).map(Automatic::at).toList();
            if (Budget.OF_TICKET.isSpent(ofTicket, now) || Budget.OF_ADDRESS.isSpent(past.stream().map(Automatic::at).toList(), now)) return false;
            past.add(new Automatic(OutboundStore.folded(address), ticketId, now, false));
            return true;
        };
    }

    /// Whether one more automatic message from this sender is part of a storm.
    ///
    /// @param sender folded
    boolean isStorm(String sender) {
        var now = time.now();
        return Budget.OF_ADDRESS.isSpent(conversations.automaticFrom(sender, now.minus(Budget.LONGEST)), now);
    }
}
