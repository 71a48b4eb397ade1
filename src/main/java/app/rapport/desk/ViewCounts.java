package app.rapport.desk;

import app.rapport.desk.store.CountStore;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.Projection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Keeps the counts of the views: one projection, which looks at the tickets that facts name.
@Component
class ViewCounts implements Projection {

    private final CountStore store;

    ViewCounts(CountStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "view-counts";
    }

    @Override
    public void on(List<JournalEntry> entries) {
        var tickets = entries.stream().map(entry -> entry.about().ticketId()).filter(Objects::nonNull).distinct().sorted().toList();
        if (!tickets.isEmpty()) store.recount(tickets);
    }

    @Override
    public void reset() {
        store.clear();
    }
}
