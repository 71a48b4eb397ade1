package app.rapport.ticket;

import app.rapport.platform.journal.Actor;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Messages come in: each joins the ticket that it belongs to, continues a closed one with a follow-up, or opens a new one.
/// The score of that decision is kept with the message; a doubtful match opens a ticket with a proposal to join.
@Component
public class Receiving {

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

    /// @param nth its place among those that came together; @param followUpOf the closed ticket that it would have joined
    private record ToOpen(int nth, InboundMessage inbound, List<Score> proposals, @Nullable Long followUpOf) {}

    private record Fresh(ToOpen opening, TicketStore.NewIds ids, Ticket ticket) {
        InboundMessage inbound() {
            return opening.inbound;
        }
    }

    /// Whoever brings mails with these ids waits. To be called first of all in a transaction that receives.
    public void lock(List<String> externalIds) {
        messages.lock(externalIds);
    }

    /// What each of them is comes first; those that open a ticket are written at once.
    ///
    /// @param all none of them names another; @return each in its place
    public List<Received> receive(List<InboundMessage> all, Actor by) {
        // One transaction for all; what becomes of each is a command of its own.
        return commands.run(by, none -> {
            var known = messages.known(all);
            var received = new Received[all.size()];
            var openings = new ArrayList<ToOpen>();
            for (var i = 0; i < received.length; i++) {
                var inbound = all.get(i);
                if (known.get(i).duplicate()) received[i] = new Received.Duplicate();
                else switch (Threading.decide(candidates(inbound, known.get(i).namedBy()), inbound)) {
                    case Decision.Join(Score score) -> {
                        var joined = join(inbound, score, by);
                        if (joined.isPresent()) received[i] = joined.get();
                        else openings.add(new ToOpen(i, inbound, List.of(), score.ticketId()));
                    }
                    case Decision.Open(List<Score> proposals) -> openings.add(new ToOpen(i, inbound, proposals, null));
                }
            }
            open(openings, received, by);
            return List.of(received);
        });
    }

    private List<Candidate> candidates(InboundMessage inbound, Map<Long, Set<String>> namedBy) {
        var evidence = inbound.evidence();
        var referenced = messages.ticketsReferencedBy(evidence.references(), MOST_CANDIDATES);
        var ids = new LinkedHashSet<Long>();
        evidence.signed().reversed().stream().limit(MOST_CANDIDATES).forEach(signed -> ids.add(signed.ticketId()));
        if (evidence.addressedTicketId() != null) ids.add(evidence.addressedTicketId());
        ids.addAll(referenced);
        if (evidence.subjectNumber() != null) ids.add(evidence.subjectNumber());
        ids.addAll(namedBy.keySet());
        return ids.stream().flatMap(id -> tickets.find(id).stream()).filter(ticket -> ticket.origin().brandId() == inbound.brandId()).map(ticket -> new Candidate(
                ticket.id(), ticket.properties().subject(), Set.copyOf(messages.participants(ticket.id())), referenced.contains(ticket.id()),
                namedBy.getOrDefault(ticket.id(), Set.of()), ticket.origin().contactId() == inbound.sender().contactId())).toList();
    }

    /// @return empty when the ticket is closed
    private Optional<Received> join(InboundMessage inbound, Score score, Actor by) {
        return commands.run(by, run -> {
            var ticket = tickets.lock(score.ticketId());
            if (ticket.properties().status() == Status.CLOSED) return Optional.empty();
            var place = messages.place(ticket.id(), null);
            insert(List.of(message(place.id(), inbound, ticket, place.threadId(), score.parts())), List.of(inbound));
            command.write(run, ticket, ticket.received(added(place.id(), inbound), Preview.of(inbound.body().visibleText()), inbound.receivedAt()));
            return Optional.of(new Received.Joined(ticket.id(), place.id()));
        });
    }

    private void open(List<ToOpen> openings, Received[] received, Actor by) {
        if (openings.isEmpty()) return;
        var ids = tickets.nextIds(openings.size()).iterator();
        var opened = openings.stream().map(opening -> opened(opening, ids.next())).toList();
        tickets.insert(opened.stream().map(Fresh::ticket).toList(), time.now());
        tickets.insertMainThreads(opened.stream().map(one -> new TicketStore.MainThread(one.ids, one.inbound().channel(), one.inbound().accountId(), one.inbound().sender().handleId())).toList());
        insert(opened.stream().map(one -> message(one.ids.message(), one.inbound(), one.ticket, one.ids.thread(), List.of())).toList(), openings.stream().map(ToOpen::inbound).toList());
        for (var one : opened) {
            say(one, by);
            received[one.opening.nth] = new Received.Opened(one.ticket.id(), one.ids.message());
        }
    }

    private void say(Fresh one, Actor by) {
        commands.run(by, run -> {
            var facts = new ArrayList<TicketFact>(List.of(one.ticket.opened(), added(one.ids.message(), one.inbound())));
            for (var score : one.opening.proposals) {
                tickets.insertProposal(one.ticket.id(), score.ticketId(), score.points(), json.writeValueAsString(score.parts()));
                facts.add(new TicketFact.JoinProposed(score.ticketId(), score.points()));
            }
            run.append(one.ticket.asSubject(), one.ticket.version(), one.ticket.about(), one.inbound().receivedAt(), facts);
            return one;
        });
    }

    private static Fresh opened(ToOpen opening, TicketStore.NewIds ids) {
        var inbound = opening.inbound;
        var origin = new Ticket.Origin(inbound.brandId(), inbound.sender().contactId(), inbound.sender().handleId(), inbound.channel(), opening.followUpOf);
        var properties = new Ticket.Properties(inbound.ticketSubject(), Status.NEW, Priority.NORMAL, inbound.teamId(), null, List.of(), null);
        var ticket = Ticket.open(ids.ticket(), origin, properties, inbound.receivedAt());
        return new Fresh(opening, ids, ticket.withActivity(new Ticket.Activity(1, inbound.receivedAt(), Preview.of(inbound.body().visibleText()))));
    }

    private MessageStore.New message(long id, InboundMessage inbound, Ticket ticket, long threadId, List<Threading.Part> parts) {
        var author = new Author(Author.Kind.CONTACT, inbound.sender().contactId(), inbound.sender().name(), inbound.sender().address());
        var message = new Message(id, ticket.id(), threadId, Message.Direction.IN, Message.Visibility.PUBLIC, inbound.channel(), inbound.automatic(), author,
                inbound.subject(), inbound.body(), inbound.externalId(), null, Message.Schedule.NONE, ticket.notBefore(inbound.receivedAt()),
                inbound.recipients(), List.of());
        var threading = parts.isEmpty() ? null : json.writeValueAsString(parts);
        var arrival = new MessageStore.Arrival(inbound.sender().handleId(), inbound.contentHash(), threading, inbound.receivedAt(), inbound.evidence().sinceOurs());
        return new MessageStore.New(message, arrival);
    }

    private void insert(List<MessageStore.New> written, List<InboundMessage> inbound) {
        messages.insert(written, time.now());
        for (var i = 0; i < written.size(); i++) attachments.insert(inbound.get(i).files(), written.get(i).message().id(), time.now());
    }

    private static TicketFact.MessageAdded added(long messageId, InboundMessage inbound) {
        return new TicketFact.MessageAdded(messageId, Message.Direction.IN, Message.Visibility.PUBLIC, inbound.automatic(), Author.Kind.CONTACT,
                inbound.sender().contactId(), null, null);
    }
}
