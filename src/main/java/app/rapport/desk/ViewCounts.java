package app.rapport.desk;


import app.rapport.desk.store.CountStore;
import app.rapport.desk.store.CountStore.Cell;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.Projection;
import app.rapport.platform.rules.Condition;
import app.rapport.platform.rules.Context;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.rules.Predicates;
import app.rapport.ticket.Ticket;
import app.rapport.ticket.TicketScope;
import app.rapport.workspace.Viewer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Keeps the counts of the views: one projection, which looks at the tickets that facts name. A viewer's count is the sum of the
/// cells that the view and his scope cover.
@Component
public class ViewCounts implements Projection {

    public static final String NAME = "view-counts";

    private final CountStore store;
    private final Fields<Ticket> fields;

    ViewCounts(CountStore store, Fields<Ticket> fields) {
        this.store = store;
        this.fields = fields;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void on(List<JournalEntry> entries) {
        var tickets = entries.stream().map(entry -> entry.about().ticketId()).filter(Objects::nonNull).distinct().sorted().toList();
        if (!tickets.isEmpty()) store.recount(tickets, fields.bind(View.AWAKE, Context.OF_IDS));
    }

    @Override
    public void reset() {
        store.clear();
    }

    public List<Cell> cells() {
        return store.cells();
    }

    public static Map<View, Long> of(List<Cell> cells, Viewer viewer) {
        var seen = cells.stream().filter(predicate(TicketScope.condition(viewer))).toList();
        var counts = new EnumMap<View, Long>(View.class);
        for (var view : View.values()) {
            counts.put(view, seen.stream().filter(predicate(view.condition(viewer))).mapToLong(Cell::tickets).sum());
        }
        return counts;
    }

    private static java.util.function.Predicate<Cell> predicate(Condition condition) {
        return Predicates.compile(CountStore.FIELDS.bind(condition, Context.OF_IDS));
    }
}
