package app.rapport.ticket;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What another machine says of something that a ticket sent, in one neutral form.
///
/// @param name as the machine calls itself; @param address it writes from, empty where it does not say
public record InboundReport(
        long ticketId, String channel, String name, String address, List<Recipient> recipients, String subject, Message.Body body, List<InboundMessage.File> files,
        @Nullable String externalId, byte[] contentHash, Instant receivedAt) {}
