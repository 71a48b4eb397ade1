package app.rapport.ticket;

import app.rapport.customer.Contacts;
import app.rapport.customer.Handle;
import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.time.Time;
import app.rapport.ticket.store.TicketStore;
import app.rapport.workspace.Access;
import app.rapport.workspace.Directory;
import app.rapport.workspace.Permission;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tickets that an agent opens.
@Component
class Opening {

    private final Commands commands;
    private final TicketStore tickets;
    private final Contacts contacts;
    private final Replying replying;
    private final FirstWords firstWords;
    private final Admission admission;

    /// Who may open what where.
    @Component
    record Admission(Access access, Assignments assignments, Directory directory, Time time) {}

    Opening(Commands commands, TicketStore tickets, Contacts contacts, Replying replying, FirstWords firstWords, Admission admission) {
        this.commands = commands;
        this.tickets = tickets;
        this.contacts = contacts;
        this.replying = replying;
        this.firstWords = firstWords;
        this.admission = admission;
    }

    /// @throws Invalid what is wrong with the new ticket
    Ticket open(NewTicket wanted, Actor by) {
        var subject = TicketEdit.validSubject(wanted.subject());
        var tags = TicketEdit.validTags(wanted.tags());
        var address = Handle.validEmail("contact.email", wanted.contactAddress());
        return commands.run(by, command -> {
            admission.access().require(by, Permission.TICKET_CREATE);
            if (wanted.kind().equals("reply")) admission.access().require(by, Permission.TICKET_REPLY);
            admission.assignments().team(wanted.teamId());
            admission.assignments().assignee(wanted.assigneeId());
            var brand = admission.directory().mainBrand();
            var contact = contacts.resolve(new Contacts.Sought(brand.baseId(), Handle.email(address), wanted.contactName()), by);
            var at = admission.time().now();
            var origin = new Ticket.Origin(brand.id(), contact.contactId(), contact.handleId(), "email", null);
            var priority = wanted.priority() == null ? Priority.NORMAL : wanted.priority();
            var ids = tickets.nextIds(1).getFirst();
            var ticket = Ticket.open(ids.ticket(), origin, new Ticket.Properties(subject, Status.NEW, priority, wanted.teamId(), wanted.assigneeId(), tags, null), at);
            if (!admission.access().viewer(by).sees(ticket.place())) throw new Invalid("teamId", "outside-your-scope", "You could not see this ticket: choose one of your teams.");
            tickets.insert(List.of(ticket), at);
            tickets.insertMainThreads(List.of(new TicketStore.MainThread(ids, "email", null, contact.handleId())));
            command.append(ticket.asSubject(), ticket.version(), ticket.about(), at, List.of(ticket.opened()));
            return ticket;
        });
    }

    /// The ticket's first message, of the kind that was asked for.
    void say(Ticket ticket, NewTicket wanted, Actor by) {
        if (wanted.kind().equals("inbound")) {
            firstWords.onBehalf(ticket.id(), wanted, by);
        } else {
            replying.reply(ticket.id(), new Reply(wanted.kind(), wanted.body(), UUID.randomUUID().toString(), List.of(), wanted.cc(), wanted.attachmentIds(), null, null), by);
        }
    }
}
