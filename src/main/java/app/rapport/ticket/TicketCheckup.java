package app.rapport.ticket;

import app.rapport.platform.Checkup;
import app.rapport.platform.NotFound;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Journal;
import app.rapport.ticket.store.MessageStore;
import app.rapport.ticket.store.TicketStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Whether the rows of tickets are what their facts say, and count their messages right.
@Component
class TicketCheckup implements Checkup {

    private static final int PAGE = 1000;
    private static final int SHOWN = 5;

    private final TicketStore tickets;
    private final MessageStore messages;
    private final Journal journal;
    private final Transactions transactions;

    TicketCheckup(TicketStore tickets, MessageStore messages, Journal journal, Transactions transactions) {
        this.tickets = tickets;
        this.messages = messages;
        this.journal = journal;
        this.transactions = transactions;
    }

    @Override
    public String part() {
        return "tickets";
    }

    @Override
    public List<Finding> verify() {
        var different = new ArrayList<String>();
        var checked = 0;
        var page = tickets.after(0, PAGE);
        while (!page.isEmpty()) {
            checked += page.size();
            var facts = journal.ofTickets(page.getFirst().id(), page.getLast().id());
            for (var row : page) {
                var folded = TicketFold.of(facts.getOrDefault(row.id(), List.of()));
                if (!TicketFold.withoutTexts(row).equals(folded)) lookAgain(row.id(), different);
            }
            page = tickets.after(page.getLast().id(), PAGE);
        }
        var miscounted = messages.miscounted(SHOWN);
        return List.of(
                different.isEmpty() ? Finding.fine(checked + " tickets are what their facts say")
                        : Finding.wrong(different.size() + " of " + checked + " tickets are not what their facts say: " + String.join("; ", different.subList(0, Math.min(SHOWN, different.size())))),
                miscounted.isEmpty() ? Finding.fine("Their messages are counted right") : Finding.wrong("The messages of tickets " + miscounted + " are counted wrong"));
    }

    /// Row and facts were read one after the other: under the ticket's lock they must agree.
    private void lookAgain(long id, List<String> different) {
        transactions.run(() -> {
            try {
                var row = TicketFold.withoutTexts(tickets.lock(id));
                var folded = TicketFold.of(journal.ofTickets(id, id).getOrDefault(id, List.of()));
                if (!Objects.equals(row, folded)) different.add("row " + row + ", facts " + folded);
            } catch (NotFound gone) {
                // Erased meanwhile.
            }
        });
    }
}
