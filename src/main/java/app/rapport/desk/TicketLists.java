package app.rapport.desk;

import static app.rapport.platform.rules.Condition.all;

import app.rapport.desk.store.ListOrder;
import app.rapport.desk.store.ListStore;
import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.rules.Bound;
import app.rapport.platform.rules.Context;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.ticket.Ticket;
import app.rapport.ticket.TicketScope;
import app.rapport.ticket.TicketView;
import app.rapport.ticket.TicketViews;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import app.rapport.workspace.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists of tickets: a view, a question, an order, all within what the viewer may see.
@Component
public class TicketLists {

    /// @param q as [Questions] reads it, in this zone; @param sort a field that lists sort by, `-` before it for the largest first
    public record Wanted(@Nullable View view, @Nullable String q, @Nullable String zone, String sort) {}

    private final Fields<Ticket> fields;
    private final Questions questions;
    private final SearchReader search;
    private final ListStore store;
    private final TicketViews views;
    private final Access access;

    TicketLists(Fields<Ticket> fields, Questions questions, SearchReader search, ListStore store, TicketViews views, Access access) {
        this.fields = fields;
        this.questions = questions;
        this.search = search;
        this.store = store;
        this.views = views;
        this.access = access;
    }

    /// @throws Invalid `q` with position and rule, `zone`, `sort`, `after`
    public Page<TicketView> page(Wanted wanted, Paging paging, Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        var viewer = access.viewer(by);
        var question = questions.read(wanted.q, wanted.zone, viewer);
        var order = ListOrder.of(question.sort(), wanted.sort, fields, paging.after());
        var among = question.words().isEmpty() ? null : search.best(question.words(), viewer);
        var lines = lines(wanted.view, viewer).stream().<Bound<Ticket>>map(line -> new Bound.All<>(List.of(line, question.holds()))).toList();
        var page = Page.of(store.page(lines, among, order, paging.fetch()), paging.size(), ListStore.Row::cursor);
        return new Page<>(views.of(page.items().stream().map(ListStore.Row::id).toList(), by), page.next());
    }

    /// The list in parts, each of which an index serves in the order asked for. What narrows it down most is taken apart: whose the
    /// view is, or else what the viewer may see.
    private List<Bound<Ticket>> lines(@Nullable View view, Viewer viewer) {
        var awake = view == null ? all() : View.AWAKE;
        if (view != null && !view.isOfEverybody()) {
            var scope = TicketScope.condition(viewer);
            return view.parts(viewer).stream().map(part -> fields.bind(all(awake, part, scope), Context.OF_IDS)).toList();
        }
        var whose = view == null ? all() : view.parts(viewer).getFirst();
        return TicketScope.parts(viewer).stream().map(part -> fields.bind(all(awake, whose, part), Context.OF_IDS)).toList();
    }
}
