package app.rapport.channel;

import app.rapport.channel.store.OutboundStore;
import app.rapport.customer.Handle;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Says which ticket something we sent belongs to, for adapters that find our id in what comes back.
@Component
public class OutboundTickets {

    /// @param address in its folded form
    public record Sent(long ticketId, String address) {}

    private final OutboundStore store;

    OutboundTickets(OutboundStore store) {
        this.store = store;
    }

    /// Those of them that belong to a ticket.
    public List<Sent> find(Collection<Long> outboundIds) {
        return store.find(outboundIds).stream().filter(row -> row.ticketId() != null)
                .map(row -> new Sent(Objects.requireNonNull(row.ticketId()), Handle.email(row.address()).value())).toList();
    }
}
