package app.rapport.desk.live;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.ticket.Message;
import app.rapport.ticket.Rewind;
import app.rapport.ticket.Ticket;
import app.rapport.ticket.TicketFact;
import app.rapport.ticket.TicketPatch;
import app.rapport.ticket.TicketViews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What some facts that follow each other changed of one ticket.
///
/// @param before null when they opened it; @param messages whether its conversation changed; @param by who did the last of it
record TicketChange(@Nullable Ticket before, Ticket now, TicketPatch patch, boolean messages, Actor by) {

    static List<TicketChange> of(List<JournalEntry> entries, TicketViews views) {
        var byTicket = new LinkedHashMap<Long, List<JournalEntry>>();
        for (var entry : entries) {
            if (entry.fact() instanceof TicketFact) byTicket.computeIfAbsent(entry.subject().id(), id -> new ArrayList<>()).add(entry);
        }
        return views.shown(byTicket.keySet()).stream().map(shown -> of(shown, Objects.requireNonNull(byTicket.get(shown.ticket().id())))).toList();
    }

    private static TicketChange of(TicketViews.Shown shown, List<JournalEntry> entries) {
        var facts = entries.stream().map(entry -> (TicketFact) entry.fact()).toList();
        var before = Rewind.before(shown.ticket(), facts).orElse(null);
        return new TicketChange(before, shown.ticket(), shown.patch(), facts.stream().anyMatch(TicketChange::isOfMessages), by(entries));
    }

    /// Of several at once: whoever wrote to us, so that no other hides him.
    private static Actor by(List<JournalEntry> entries) {
        return entries.stream().filter(entry -> entry.fact() instanceof TicketFact.MessageAdded added && added.direction() == Message.Direction.IN).findFirst().orElse(entries.getLast()).actor();
    }

    private static boolean isOfMessages(TicketFact fact) {
        return fact instanceof TicketFact.MessageAdded || fact instanceof TicketFact.MessageReleased || fact instanceof TicketFact.MessageWithdrawn
                || fact instanceof TicketFact.DeliveryChanged;
    }
}
