package app.rapport.ticket;

import java.time.Instant;
import java.util.List;

/// What a decision answers with: the ticket as it is now, and the facts that say why.
public record Change(Ticket now, List<TicketFact> facts) {

    static Change none(Ticket ticket) {
        return new Change(ticket, List.of());
    }

    Change withMessage(String preview, Instant at) {
        var activity = now.activity();
        return new Change(now.withActivity(new Ticket.Activity(activity.messages() + 1, now.notBefore(at), preview)), facts);
    }
}
