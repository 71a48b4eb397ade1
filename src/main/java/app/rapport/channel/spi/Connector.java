package app.rapport.channel.spi;

import app.rapport.channel.ChannelAccount;
import app.rapport.ticket.Message;
import java.util.List;

/// How one kind of channel sends. Retries, back-off, leases and the visible state are written once, in `channel.Delivery`.
public interface Connector {

    /// One message to one recipient.
    ///
    /// @param references ids of the messages that it continues, the oldest first
    record Outbound(long id, ChannelAccount account, Message message, String authorName, String address, List<String> references) {}

    sealed interface DeliveryResult {}

    /// @param externalId what the other side knows it by
    record Delivered(String externalId) implements DeliveryResult {}

    /// Worth another try.
    ///
    /// @param reason with the code of RFC 3463 when there is one
    /// @param account whether the account is at fault, which an administrator is told, and not this one message
    record TemporaryFailure(String reason, boolean account) implements DeliveryResult {}

    record PermanentFailure(String reason) implements DeliveryResult {}

    /// The kind of account that it serves.
    String kind();

    /// Connects and sends; may block. Never throws for what the other side says.
    DeliveryResult send(Outbound outbound);
}
