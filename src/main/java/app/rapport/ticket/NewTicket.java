package app.rapport.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ticket that an agent opens.
///
/// @param kind reply (we write to the customer first), inbound (written down on his behalf) or note
public record NewTicket(
        String subject, String contactAddress, String contactName, String kind, Message.Body body, @Nullable Priority priority, @Nullable Long teamId,
        @Nullable Long assigneeId, List<String> tags, List<String> cc, List<Long> attachmentIds) {}
