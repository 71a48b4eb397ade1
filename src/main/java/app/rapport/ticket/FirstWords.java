package app.rapport.ticket;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.time.Time;
import app.rapport.ticket.store.MessageStore;
import app.rapport.workspace.Permission;
import java.util.List;
import org.springframework.stereotype.Component;

/// What a customer said by another way, written down by an agent on his behalf.
@Component
class FirstWords {

    private final TicketCommand command;
    private final MessageStore messages;
    private final Replying replying;
    private final Time time;

    FirstWords(TicketCommand command, MessageStore messages, Replying replying, Time time) {
        this.command = command;
        this.messages = messages;
        this.replying = replying;
        this.time = time;
    }

    void onBehalf(long ticketId, NewTicket wanted, Actor by) {
        command.locked(ticketId, by, Permission.TICKET_CREATE, (run, ticket) -> {
            var now = time.now();
            var place = messages.place(ticketId, null);
            var author = new Author(Author.Kind.CONTACT, ticket.origin().contactId(), wanted.contactName().isBlank() ? null : wanted.contactName(), wanted.contactAddress());
            var message = new Message(place.id(), ticketId, place.threadId(), Message.Direction.IN, Message.Visibility.PUBLIC, "email", null, author,
                    ticket.properties().subject(), wanted.body(), null, null, Message.Schedule.NONE, ticket.notBefore(now), List.of(), List.of());
            messages.insert(message, MessageStore.Arrival.NONE, now);
            replying.attach(wanted.attachmentIds(), by, message.id());
            var added = new TicketFact.MessageAdded(message.id(), Message.Direction.IN, Message.Visibility.PUBLIC, null, Author.Kind.CONTACT, ticket.origin().contactId(), null, null);
            return command.write(run, ticket, ticket.received(added, Preview.of(wanted.body().visibleText()), now));
        });
    }
}
