package app.rapport.ticket;

import java.time.Instant;
import java.util.List;

/// What an agent has begun to write on a ticket, kept until he sends or deletes it.
///
/// @param kind reply or note
public record Draft(long ticketId, long agentId, String kind, String bodyHtml, List<String> to, List<String> cc, List<Long> attachmentIds, Instant updatedAt) {}
