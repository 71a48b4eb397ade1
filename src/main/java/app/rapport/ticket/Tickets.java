package app.rapport.ticket;

import static java.util.Map.entry;

import app.rapport.platform.NotFound;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.time.Time;
import app.rapport.ticket.TicketFact.Woken;
import app.rapport.ticket.store.TicketStore;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The tickets: everything that can happen to one.
@Component
public class Tickets {

    private final TicketCommand command;
    private final TicketStore store;
    private final Assignments assignments;
    private final Access access;
    private final Time time;

    Tickets(TicketCommand command, TicketStore store, Assignments assignments, Access access, Time time) {
        this.command = command;
        this.store = store;
        this.assignments = assignments;
        this.access = access;
        this.time = time;
    }

    /// Changes plain fields.
    ///
    /// @param ifVersion refused when the ticket has another version meanwhile
    /// @throws app.rapport.platform.Conflict `ticket-closed`
    /// @throws app.rapport.platform.Invalid `never-new-again`, `unknown-team`, `unknown-agent`
    /// @throws app.rapport.platform.VersionMismatch with the ticket as it is now
    public Ticket edit(long id, TicketEdit edit, @Nullable Long ifVersion, Actor by) {
        return command.changeIf(ifVersion, id, by, Permission.TICKET_EDIT, ticket -> {
            assignments.check(edit);
            return ticket.edit(edit, time.now());
        });
    }

    /// Hides a ticket until a time or until its customer writes, whichever is first.
    ///
    /// @throws app.rapport.platform.Conflict `ticket-closed`, `ticket-solved`; @throws app.rapport.platform.Invalid `not-in-the-future`
    public Ticket snooze(long id, Instant until, Actor by) {
        return command.change(id, by, Permission.TICKET_EDIT, ticket -> ticket.snooze(until, time.now()));
    }

    public Ticket wake(long id, Woken.Why why, Actor by) {
        return command.change(id, by, Permission.TICKET_EDIT, ticket -> ticket.wake(why, time.now()));
    }

    /// How the delivery of a message of a ticket changed.
    ///
    /// @param missed an agent's answer does not arrive: the ticket is open again
    public record DeliveryReport(long ticketId, TicketFact.DeliveryChanged change, boolean missed) {}

    /// @throws NotFound the ticket of one of them is gone, and none is written down
    public void recordDeliveries(List<DeliveryReport> reports, Actor by) {
        command.changeEach(reports.stream().map(report -> entry(report.ticketId, decision(report))).toList(), by, Permission.TICKET_REPLY);
    }

    private Function<Ticket, Change> decision(DeliveryReport report) {
        return ticket -> ticket.delivery(report.change, report.missed, time.now());
    }

    /// @throws NotFound no such ticket, or outside the actor's scope
    public Ticket get(long id, Actor by) {
        var ticket = store.find(id).orElseThrow(NotFound::new);
        access.require(by, Permission.TICKET_VIEW, ticket.place());
        return ticket;
    }

    /// The tags in use that begin so.
    public List<String> tags(String prefix, Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        return store.tags(prefix, 20);
    }
}
