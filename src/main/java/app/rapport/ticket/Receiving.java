package app.rapport.ticket;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Command;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.time.Time;
import app.rapport.ticket.Threading.Candidate;
import app.rapport.ticket.Threading.Decision;
import app.rapport.ticket.Threading.Score;
import app.rapport.ticket.store.AttachmentStore;
import app.rapport.ticket.store.MessageStore;
import app.rapport.ticket.store.TicketStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What happens when a message comes in: it joins its ticket, or opens one.
@Component
class Receiving {

    private static final int MOST_CANDIDATES = 5;

    private final Commands commands;
    private final TicketCommand command;
    private final TicketStore tickets;
    private final MessageStore messages;
    private final AttachmentStore attachments;
    private final Time time;
    private final JsonMapper json = JsonMapper.shared();

    Receiving(Commands commands, TicketCommand command, TicketStore tickets, MessageStore messages, AttachmentStore attachments, Time time) {
        this.commands = commands;
        this.command = command;
        this.tickets = tickets;
        this.messages = messages;
        this.attachments = attachments;
        this.time = time;
    }

    Received receive(InboundMessage inbound, Actor by) {
        return commands.run(by, run -> {
            if (isDuplicate(inbound)) return new Received.Duplicate();
            var decision = Threading.decide(candidates(inbound), inbound.evidence(), inbound.sender().address(), inbound.subject());
            return switch (decision) {
                case Decision.Join(Score score) -> join(inbound, score, run);
                case Decision.Open(List<Score> proposals) -> open(inbound, proposals, null, run);
            };
        });
    }

    private boolean isDuplicate(InboundMessage inbound) {
        var id = inbound.externalId();
        return id != null && messages.isDuplicate(inbound.accountId(), id, inbound.sender().address(), inbound.contentHash());
    }

    private List<Candidate> candidates(InboundMessage inbound) {
        var evidence = inbound.evidence();
        var referenced = messages.ticketsReferencedBy(evidence.references(), MOST_CANDIDATES);
        var ids = new LinkedHashSet<Long>();
        evidence.signed().reversed().stream().limit(MOST_CANDIDATES).forEach(signed -> ids.add(signed.ticketId()));
        if (evidence.addressedTicketId() != null) ids.add(evidence.addressedTicketId());
        ids.addAll(referenced);
        if (evidence.subjectNumber() != null) ids.add(evidence.subjectNumber());
        var found = new ArrayList<Candidate>();
        for (var id : ids) {
            tickets.find(id).filter(ticket -> ticket.origin().brandId() == inbound.brandId()).ifPresent(ticket -> found.add(new Candidate(
                    id, ticket.properties().subject(), Set.copyOf(messages.participants(id)), referenced.contains(id), ticket.origin().contactId() == inbound.sender().contactId())));
        }
        return found;
    }

    private Received join(InboundMessage inbound, Score score, Command run) {
        var ticket = tickets.lock(score.ticketId());
        if (ticket.properties().status() == Status.CLOSED) return open(inbound, List.of(), ticket, run);
        var place = messages.place(ticket.id(), null);
        insert(place.id(), inbound, ticket, place.threadId(), score.parts());
        command.write(run, ticket, ticket.received(added(place.id(), inbound), Preview.of(inbound.body().visibleText()), inbound.receivedAt()));
        return new Received.Joined(ticket.id(), place.id());
    }

    private Received open(InboundMessage inbound, List<Score> proposals, @Nullable Ticket followed, Command run) {
        var at = inbound.receivedAt();
        var origin = new Ticket.Origin(inbound.brandId(), inbound.sender().contactId(), inbound.sender().handleId(), inbound.channel(), followed == null ? null : followed.id());
        var properties = new Ticket.Properties(subject(inbound.subject()), Status.NEW, Priority.NORMAL, inbound.teamId(), null, List.of(), null);
        var ids = tickets.nextIds();
        var opened = Ticket.open(ids.ticket(), origin, properties, at);
        var ticket = opened.withActivity(new Ticket.Activity(1, at, Preview.of(inbound.body().visibleText())));
        tickets.insert(ticket, time.now());
        tickets.insertMainThread(ids, inbound.channel(), inbound.accountId(), inbound.sender().handleId());
        insert(ids.message(), inbound, ticket, ids.thread(), List.of());
        var facts = new ArrayList<TicketFact>(List.of(ticket.opened(), added(ids.message(), inbound)));
        for (var score : proposals) {
            tickets.insertProposal(ticket.id(), score.ticketId(), score.points(), json.writeValueAsString(score.parts()));
            facts.add(new TicketFact.JoinProposed(score.ticketId(), score.points()));
        }
        run.append(ticket.asSubject(), ticket.version(), ticket.about(), at, facts);
        return new Received.Opened(ticket.id(), ids.message());
    }

    private void insert(long id, InboundMessage inbound, Ticket ticket, long threadId, List<Threading.Part> parts) {
        var author = new Author(Author.Kind.CONTACT, inbound.sender().contactId(), inbound.sender().name(), inbound.sender().address());
        var message = new Message(id, ticket.id(), threadId, Message.Direction.IN, Message.Visibility.PUBLIC, inbound.channel(), inbound.automatic(), author,
                inbound.subject(), inbound.body(), inbound.externalId(), null, Message.Schedule.NONE, ticket.notBefore(inbound.receivedAt()),
                inbound.recipients(), List.of());
        var threading = parts.isEmpty() ? null : json.writeValueAsString(parts);
        var arrival = new MessageStore.Arrival(inbound.sender().handleId(), inbound.contentHash(), threading, inbound.receivedAt());
        messages.insert(message, arrival, time.now());
        for (var file : inbound.files()) {
            attachments.insert(new Attachment(0, file.file(), file.name(), file.contentType(), file.size(), file.inline(), file.contentId()), id, null, time.now());
        }
    }

    private static TicketFact.MessageAdded added(long messageId, InboundMessage inbound) {
        return new TicketFact.MessageAdded(messageId, Message.Direction.IN, Message.Visibility.PUBLIC, inbound.automatic(), Author.Kind.CONTACT,
                inbound.sender().contactId(), null, null);
    }

    private static String subject(String subject) {
        var clean = subject.replaceAll("\\s+", " ").strip();
        return clean.length() <= TicketEdit.LONGEST_SUBJECT ? clean : clean.substring(0, TicketEdit.LONGEST_SUBJECT);
    }
}
