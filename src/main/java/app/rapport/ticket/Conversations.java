package app.rapport.ticket;

import app.rapport.customer.Contact;
import app.rapport.platform.NotFound;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.ticket.store.MessageStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is said on tickets: opened by an agent, replied, noted, withdrawn, read.
@Component
public class Conversations {

    private final Tickets tickets;
    private final Opening opening;
    private final Replying replying;
    private final MessageStore messages;
    private final Journal journal;
    private final Transactions transactions;

    Conversations(Tickets tickets, Opening opening, Replying replying, MessageStore messages, Journal journal, Transactions transactions) {
        this.tickets = tickets;
        this.opening = opening;
        this.replying = replying;
        this.messages = messages;
        this.journal = journal;
        this.transactions = transactions;
    }

    /// Opens a ticket with its first message.
    public Ticket open(NewTicket wanted, Actor by) {
        return transactions.run(() -> {
            var ticket = opening.open(wanted, by);
            opening.say(ticket, wanted, by);
            return tickets.get(ticket.id(), by);
        });
    }

    /// Adds a reply or an internal note. The same `clientMessageId` with the same words, addressees and files again answers with the same message.
    ///
    /// @throws app.rapport.platform.Conflict `ticket-closed`, `withdrawn`, `client-message-id-used`, `no-address`, `no-channel-account`
    /// @throws app.rapport.platform.Invalid `not-an-address`, `unknown-attachment`, `too-many`
    public Message reply(long ticketId, Reply reply, Actor by) {
        return replying.reply(ticketId, reply, by);
    }

    /// Takes a reply back that has not left yet.
    ///
    /// @throws app.rapport.platform.Conflict `already-sent`, `withdrawn`
    public Draft withdraw(long ticketId, long messageId, Actor by) {
        return replying.withdraw(ticketId, messageId, by);
    }

    /// Sends to those again whom it did not reach.
    ///
    /// @throws app.rapport.platform.Conflict `nothing-to-retry`
    public Message retry(long ticketId, long messageId, Actor by) {
        return replying.retry(ticketId, messageId, by);
    }

    /// What the program says by itself.
    public record Text(String subject, Message.Body body) {}

    /// @param because what it answers to
    /// @param wording for the ticket and its contact
    public record Automatic(long ticketId, CommandFacts because, BiFunction<Ticket, Contact, Text> wording) {}

    /// Messages of the program itself, at most one of its kind per ticket; each is a command of its own.
    public void automatic(String kind, List<Automatic> all, Actor by) {
        if (!all.isEmpty()) replying.automatic(kind, all, by);
    }

    public Message get(long ticketId, long messageId, Actor by) {
        tickets.get(ticketId, by);
        return messages.find(ticketId, messageId).orElseThrow(NotFound::new);
    }

    /// A message for a link that is signed: whoever asks.
    public Message shown(long messageId) {
        return messages.load(List.of(messageId)).stream().findFirst().orElseThrow(NotFound::new);
    }

    /// A message for those who deliver it, with what it continues.
    public Message.Leaving leaving(long messageId) {
        return messages.leaving(messageId).orElseThrow(NotFound::new);
    }

    /// Which channel account messages came over, and from whom.
    public Map<Long, Message.Origin> origins(Collection<Long> messageIds) {
        return messages.origins(messageIds);
    }

    /// When a machine wrote to us, since a time.
    public List<Instant> automaticFrom(String address, Instant since) {
        return messages.automaticFrom(address, since);
    }

    /// Everything that happened, newest first.
    public List<JournalEntry> timeline(long ticketId, @Nullable Long beforeSeq, int limit, Actor by) {
        tickets.get(ticketId, by);
        return journal.ofTicket(ticketId, beforeSeq, limit);
    }
}
