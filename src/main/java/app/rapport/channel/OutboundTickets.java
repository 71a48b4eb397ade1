package app.rapport.channel;

import app.rapport.channel.store.OutboundStore;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says which ticket something we sent belongs to, for adapters that find our id in what comes back.
@Component
public class OutboundTickets {

    public record Sent(long ticketId, String address) {}

    private final OutboundStore store;

    OutboundTickets(OutboundStore store) {
        this.store = store;
    }

    public Optional<Sent> find(long outboundId) {
        return store.find(outboundId).filter(row -> row.ticketId() != null)
                .map(row -> new Sent(java.util.Objects.requireNonNull(row.ticketId()), row.address().toLowerCase(java.util.Locale.ROOT)));
    }
}
