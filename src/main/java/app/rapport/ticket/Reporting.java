package app.rapport.ticket;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.time.Time;
import app.rapport.ticket.Message.Direction;
import app.rapport.ticket.Message.Visibility;
import app.rapport.ticket.store.AttachmentStore;
import app.rapport.ticket.store.MessageStore;
import app.rapport.workspace.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reports about what a ticket sent are messages on that very ticket, a closed one too. Whoever sent them takes no part in it: what they
/// are about is proven, who wrote them is not.
@Component
public class Reporting {

    private static final String KIND = "bounce";

    private final TicketCommand command;
    private final MessageStore messages;
    private final AttachmentStore attachments;
    private final Time time;

    Reporting(TicketCommand command, MessageStore messages, AttachmentStore attachments, Time time) {
        this.command = command;
        this.messages = messages;
        this.attachments = attachments;
        this.time = time;
    }

    /// The id of its message; empty when that is there already.
    public Optional<Long> receive(InboundReport report, Actor by) {
        return command.locked(report.ticketId(), by, Permission.TICKET_REPLY, (run, ticket) -> {
            if (messages.isThere(ticket.id(), report.externalId(), report.contentHash())) return Optional.empty();
            var message = message(report, ticket, messages.place(ticket.id(), null));
            messages.insert(message, new MessageStore.Arrival(null, report.contentHash(), null, report.receivedAt(), List.of()), time.now());
            attachments.insert(report.files(), message.id(), time.now());
            var added = new TicketFact.MessageAdded(message.id(), Direction.IN, Visibility.PUBLIC, KIND, Author.Kind.SYSTEM, message.author().id(), null, null);
            command.write(run, ticket, ticket.reported(added, report.receivedAt()));
            return Optional.of(message.id());
        });
    }

    /// When reports came in on a ticket, since a time.
    public List<Instant> on(long ticketId, Instant since) {
        return messages.reportsOn(ticketId, since);
    }

    private static Message message(InboundReport report, Ticket ticket, MessageStore.Place place) {
        var author = new Author(Author.Kind.SYSTEM, 0, report.name(), report.address());
        return new Message(place.id(), ticket.id(), place.threadId(), Direction.IN, Visibility.PUBLIC, report.channel(), KIND, author, report.subject(), report.body(),
                report.externalId(), null, Message.Schedule.NONE, ticket.notBefore(report.receivedAt()), report.recipients(), List.of());
    }
}
