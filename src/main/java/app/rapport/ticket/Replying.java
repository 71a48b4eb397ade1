package app.rapport.ticket;

import static java.util.Objects.requireNonNull;

import app.rapport.customer.Handle;
import app.rapport.platform.Conflict;
import app.rapport.platform.Invalid;
import app.rapport.platform.NotFound;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Command;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.time.Time;
import app.rapport.ticket.Conversations.Automatic;
import app.rapport.ticket.Message.Direction;
import app.rapport.ticket.Message.Visibility;
import app.rapport.ticket.spi.Dispatch;
import app.rapport.ticket.store.AttachmentStore;
import app.rapport.ticket.store.DraftStore;
import app.rapport.ticket.store.MessageStore;
import app.rapport.workspace.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Replies and internal notes: written, released when due, or withdrawn before.
@Component
class Replying {

    /// The rows that a reply touches.
    @Component
    record Rows(MessageStore messages, AttachmentStore attachments, DraftStore drafts) {}

    private static final int MOST_RECIPIENTS = 50;

    private final TicketCommand command;
    private final Rows rows;
    private final Dispatch dispatch;
    private final ReleaseTimer timer;
    private final ContactAddress addresses;
    private final Time time;

    Replying(TicketCommand command, Rows rows, Dispatch dispatch, ReleaseTimer timer, ContactAddress addresses, Time time) {
        this.command = command;
        this.rows = rows;
        this.dispatch = dispatch;
        this.timer = timer;
        this.addresses = addresses;
        this.time = time;
    }

    Message reply(long ticketId, Reply reply, Actor by) {
        return command.locked(ticketId, by, permissions(reply), (run, ticket) -> {
            var place = rows.messages().place(ticketId, reply.clientMessageId());
            if (place.formerId() == null) return add(run, ticket, place, reply, by);
            var former = rows.messages().find(ticketId, place.formerId()).orElseThrow();
            if (former.isWithdrawn()) throw new Conflict("withdrawn", "This message was withdrawn; send it again under a new clientMessageId.");
            if (!isSame(reply, ticket, former)) throw new Conflict("client-message-id-used", "Another message was written under this clientMessageId; each needs one of its own.");
            return former;
        });
    }

    /// In what it says, whom it goes to and what goes with it; when it leaves may be wished otherwise.
    private boolean isSame(Reply reply, Ticket ticket, Message former) {
        var addressees = recipients(ticket, reply).stream().map(Recipient::address).toList();
        return reply.isNote() == (former.visibility() == Visibility.INTERNAL) && Objects.equals(reply.body().html(), former.body().html())
                && addressees.equals(former.recipients().stream().map(Recipient::address).toList())
                && Set.copyOf(reply.attachmentIds()).equals(former.attachments().stream().map(Attachment::id).collect(Collectors.toSet()));
    }

    /// Whoever sets the status with it edits the ticket. That a reply opens a new one is no wish of his.
    private static Set<Permission> permissions(Reply reply) {
        var written = reply.isNote() ? Permission.TICKET_NOTE : Permission.TICKET_REPLY;
        return reply.status() == null ? Set.of(written) : Set.of(written, Permission.TICKET_EDIT);
    }

    private Message add(Command run, Ticket ticket, MessageStore.Place place, Reply reply, Actor by) {
        var now = time.now();
        var recipients = recipients(ticket, reply);
        var later = reply.isNote() || reply.sendAt() == null || !reply.sendAt().isAfter(now) ? null : reply.sendAt();
        var schedule = reply.isNote() ? Message.Schedule.NONE : new Message.Schedule(later, later == null ? now : null, null, reply.status());
        var message = new Message(place.id(), ticket.id(), place.threadId(), Direction.OUT, reply.isNote() ? Visibility.INTERNAL : Visibility.PUBLIC,
                ticket.origin().channel(), null, new Author(Author.Kind.AGENT, by.id(), null, null), ticket.properties().subject(), reply.body(), null,
                reply.clientMessageId(), schedule, ticket.notBefore(now), recipients, List.of());
        var id = message.id();
        rows.messages().insert(message, MessageStore.Arrival.NONE, now);
        var files = attach(reply.attachmentIds(), by, id);
        rows.drafts().delete(ticket.id(), by.id(), reply.kind());
        var added = new TicketFact.MessageAdded(id, Direction.OUT, message.visibility(), null, Author.Kind.AGENT, by.id(), schedule.sendAt(), reply.status());
        var after = ticket.added(added, Preview.of(reply.body().visibleText()), now);
        if (reply.isNote()) {
            command.write(run, ticket, reply.status() == null ? after : and(after, after.now().edit(TicketEdit.status(reply.status()), now)));
        } else {
            dispatch.queue(List.of(outgoing(message, place.accountId())));
            command.write(run, ticket, later != null ? after : and(after, after.now().released(id, reply.status(), now)));
            if (later != null) timer.set(ticket.id(), id, later);
        }
        return message.with(files);
    }

    /// Messages of the program itself, which leave at once; written together.
    void automatic(String kind, List<Automatic> all, Actor by) {
        command.lockedEach(all.stream().map(Automatic::ticketId).toList(), by, Permission.TICKET_REPLY, tickets -> {
            var now = time.now();
            var places = rows.messages().places(tickets.keySet(), kind);
            var contacts = addresses.contacts(tickets.values());
            var said = new ArrayList<MessageStore.New>();
            var leaving = new ArrayList<Dispatch.Outgoing>();
            for (var one : all) {
                var place = places.remove(one.ticketId());
                if (place == null || place.formerId() != null) continue;
                var ticket = requireNonNull(tickets.get(one.ticketId()));
                var contact = requireNonNull(contacts.get(ticket.origin().contactId()));
                var message = automatic(ticket, place, kind, addresses.of(contact), one.wording().apply(ticket, contact), now);
                said.add(new MessageStore.New(message, MessageStore.Arrival.NONE));
                leaving.add(outgoing(message, place.accountId()));
                var added = new TicketFact.MessageAdded(message.id(), Direction.OUT, Visibility.PUBLIC, kind, Author.Kind.SYSTEM, 0, null, null);
                Commands.causedBy(one.because(), () -> tickets.put(ticket.id(), command.append(by, ticket, ticket.automatic(added, now))));
            }
            rows.messages().insert(said, now);
            dispatch.queue(leaving);
        });
    }

    private static Message automatic(Ticket ticket, MessageStore.Place place, String kind, Recipient to, Conversations.Text text, Instant now) {
        return new Message(place.id(), ticket.id(), place.threadId(), Direction.OUT, Visibility.PUBLIC, ticket.origin().channel(), kind,
                new Author(Author.Kind.SYSTEM, 0, null, null), text.subject(), text.body(), null, kind, new Message.Schedule(null, now, null, null), ticket.notBefore(now), List.of(to), List.of());
    }

    /// When it is due. One that was released or withdrawn meanwhile stays as it is, so that a timer may come late or twice.
    void release(long ticketId, long messageId, Actor by) {
        command.locked(ticketId, by, Permission.TICKET_REPLY, (run, ticket) -> {
            var message = rows.messages().find(ticketId, messageId).orElseThrow(NotFound::new);
            if (message.isReleased() || message.isWithdrawn()) return ticket;
            var now = time.now();
            // Whoever solved it did not know what the customer has written since.
            var wanted = rows.messages().hasAnswerTo(message) ? null : message.schedule().wantedStatus();
            rows.messages().release(messageId, now);
            dispatch.free(messageId);
            // Whoever wrote it wanted this; we only waited for him.
            return command.writeAs(new Actor("agent", message.author().id(), null), ticket, ticket.released(messageId, wanted, now));
        });
    }

    /// Takes back what has not left; the answer is the draft that it becomes again.
    Draft withdraw(long ticketId, long messageId, Actor by) {
        return command.locked(ticketId, by, Permission.TICKET_REPLY, (run, ticket) -> {
            var message = rows.messages().find(ticketId, messageId).orElseThrow(NotFound::new);
            if (message.isWithdrawn()) throw new Conflict("withdrawn", "It has been withdrawn already.");
            if (message.isReleased() || message.schedule().sendAt() == null) throw new Conflict("already-sent", "It is on its way already, or needs none.");
            var now = time.now();
            timer.clear(ticketId, messageId);
            dispatch.withdraw(messageId);
            rows.messages().withdraw(messageId, now);
            rows.attachments().detach(messageId, by.id(), now);
            var draft = new Draft(ticketId, by.id(), "reply", message.body().html(), addresses(message, "to"), addresses(message, "cc"),
                    message.attachments().stream().map(Attachment::id).toList(), now);
            rows.drafts().save(draft);
            var noted = ticket.noted(new TicketFact.MessageWithdrawn(messageId), now);
            var activity = ticket.activity();
            var newest = rows.messages().newest(ticketId);
            command.write(run, ticket, new Change(noted.now().withActivity(new Ticket.Activity(activity.messages() - 1,
                    newest.map(Message::at).orElse(null), newest.map(left -> Preview.of(left.body().visibleText())).orElse(null))), noted.facts(), noted.at()));
            return draft;
        });
    }

    Message retry(long ticketId, long messageId, Actor by) {
        return command.locked(ticketId, by, Permission.TICKET_REPLY, (run, ticket) -> {
            var message = rows.messages().find(ticketId, messageId).orElseThrow(NotFound::new);
            if (dispatch.retry(messageId) == 0) throw new Conflict("nothing-to-retry", "It has reached everybody, or is on its way.");
            return message;
        });
    }

    private static Dispatch.Outgoing outgoing(Message message, @Nullable Long accountId) {
        var to = message.recipients().stream().map(recipient -> new Dispatch.To(recipient.role(), recipient.address(), recipient.name())).toList();
        return new Dispatch.Outgoing(message.id(), message.ticketId(), accountId, to, message.automatic() != null, message.isReleased() ? null : message.schedule().sendAt());
    }

    /// @throws Invalid `unknown-attachment`
    List<Attachment> attach(List<Long> attachmentIds, Actor by, long messageId) {
        if (attachmentIds.isEmpty()) return List.of();
        var wanted = new HashSet<>(attachmentIds);
        if (rows.attachments().attach(wanted, by.id(), messageId) != wanted.size())
            throw new Invalid("attachmentIds", "unknown-attachment", "Each must be one of your own uploads that is not sent yet.");
        return rows.attachments().ofMessages(List.of(messageId)).getOrDefault(messageId, List.of());
    }

    private List<Recipient> recipients(Ticket ticket, Reply reply) {
        if (reply.isNote()) return List.of();
        var recipients = new ArrayList<Recipient>();
        if (reply.to().isEmpty()) recipients.add(addresses.of(addresses.contact(ticket)));
        for (var address : reply.to()) recipients.add(new Recipient("to", Handle.validEmail("to", address), ""));
        for (var address : reply.cc()) recipients.add(new Recipient("cc", Handle.validEmail("cc", address), ""));
        if (recipients.size() > MOST_RECIPIENTS) throw new Invalid("cc", "too-many", "At most " + MOST_RECIPIENTS + " recipients.");
        var seen = new HashSet<String>();
        recipients.removeIf(recipient -> !seen.add(recipient.address().toLowerCase(Locale.ROOT)));
        return recipients;
    }

    private static List<String> addresses(Message message, String role) {
        return message.recipients().stream().filter(recipient -> recipient.role().equals(role)).map(Recipient::address).toList();
    }

    private static Change and(Change first, Change second) {
        var facts = new ArrayList<TicketFact>(first.facts());
        facts.addAll(second.facts());
        return new Change(second.now(), facts, second.at());
    }
}
