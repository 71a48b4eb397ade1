package app.rapport.ticket;

import app.rapport.ticket.Ticket.Properties;
import java.util.List;
import java.util.Optional;

/// Tells from the old values in its facts how a ticket was before them: what the live stream must know to say that something has
/// left a list.
public final class Rewind {

    private Rewind() {}

    /// The ticket with the properties it had before `facts`, oldest first; empty when one of them opened it. Subjects are personal and
    /// not in the facts that readers get: they stay as they are now.
    public static Optional<Ticket> before(Ticket now, List<TicketFact> facts) {
        var properties = now.properties();
        for (var fact : facts.reversed()) {
            if (fact instanceof TicketFact.Opened) return Optional.empty();
            properties = before(properties, fact);
        }
        return Optional.of(now.withProperties(properties));
    }

    private static Properties before(Properties now, TicketFact fact) {
        return switch (fact) {
            case TicketFact.StatusChanged(var before, _, _) -> now.withStatus(before);
            case TicketFact.PriorityChanged(var before, _) ->
                new Properties(now.subject(), now.status(), before, now.teamId(), now.assigneeId(), now.tags(), now.snoozedUntil());
            case TicketFact.TeamChanged(var before, _) ->
                new Properties(now.subject(), now.status(), now.priority(), before, now.assigneeId(), now.tags(), now.snoozedUntil());
            case TicketFact.Assigned(var before, _) ->
                new Properties(now.subject(), now.status(), now.priority(), now.teamId(), before, now.tags(), now.snoozedUntil());
            case TicketFact.TagsChanged(var before, _) ->
                new Properties(now.subject(), now.status(), now.priority(), now.teamId(), now.assigneeId(), before, now.snoozedUntil());
            case TicketFact.Snoozed(var before, _) -> now.withSnoozedUntil(before);
            case TicketFact.Woken(var before, _) -> now.withSnoozedUntil(before);
            case TicketFact.Opened _, TicketFact.MessageAdded _, TicketFact.MessageReleased _, TicketFact.MessageWithdrawn _, TicketFact.DeliveryChanged _,
                    TicketFact.SubjectChanged _, TicketFact.JoinProposed _ -> now;
        };
    }
}
