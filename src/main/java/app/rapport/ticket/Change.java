package app.rapport.ticket;

import java.time.Instant;
import java.util.List;

/// What a decision answers with: the ticket as it is now, the facts that say why, and when they happened.
public record Change(Ticket now, List<TicketFact> facts, Instant at) {

    static Change none(Ticket ticket) {
        return new Change(ticket, List.of(), ticket.times().updatedAt());
    }

    Change withMessage(String preview, Instant at) {
        var activity = now.activity();
        return new Change(now.withActivity(new Ticket.Activity(activity.messages() + 1, now.notBefore(at), preview)), facts, this.at);
    }
}
