package app.rapport.desk;

import app.rapport.desk.store.CountStore;
import app.rapport.platform.Checkup;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.Readers;
import app.rapport.platform.rules.Context;
import app.rapport.platform.rules.Fields;
import app.rapport.ticket.Ticket;
import java.util.List;
import org.springframework.stereotype.Component;

/// Whether the counts of views are those of the tickets.
@Component
class CountCheckup implements Checkup {

    private static final int SHOWN = 5;

    private final CountStore store;
    private final Fields<Ticket> fields;
    private final Journal journal;
    private final Readers readers;

    CountCheckup(CountStore store, Fields<Ticket> fields, Journal journal, Readers readers) {
        this.store = store;
        this.fields = fields;
        this.journal = journal;
        this.readers = readers;
    }

    @Override
    public String part() {
        return "views";
    }

    @Override
    public List<Finding> verify() {
        var cells = store.miscountedCells();
        if (cells > 0) return List.of(Finding.wrong(cells + " cells of counts are not the sum of their tickets"));
        // What has changed since the reader's cursor may differ; the cursor is read before the rows, the changes after them.
        var cursor = readers.positions().getOrDefault(ViewCounts.NAME, 0L);
        var different = store.miscountedTickets(fields.bind(View.AWAKE, Context.OF_IDS));
        if (!different.isEmpty()) different.removeAll(journal.ticketsChangedAfter(cursor));
        return List.of(different.isEmpty() ? Finding.fine("Every ticket is counted as what it is")
                : Finding.wrong(different.size() + " tickets are counted as what they are not, among them " + different.stream().limit(SHOWN).toList()));
    }
}
