package app.rapport.desk;

import static app.rapport.platform.rules.Condition.all;

import app.rapport.desk.store.ListOrder;
import app.rapport.desk.store.ListStore;
import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.rules.Bound;
import app.rapport.platform.rules.Condition;
import app.rapport.platform.rules.Context;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.rules.InvalidQuery;
import app.rapport.platform.rules.Query;
import app.rapport.platform.rules.QueryLanguage;
import app.rapport.platform.search.Found;
import app.rapport.platform.time.Time;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.ticket.Ticket;
import app.rapport.ticket.TicketScope;
import app.rapport.ticket.TicketView;
import app.rapport.ticket.TicketViews;
import app.rapport.workspace.Access;
import app.rapport.workspace.Company;
import app.rapport.workspace.Permission;
import app.rapport.workspace.Viewer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists of tickets: a view, a question, an order, all within what the viewer may see.
@Component
public class TicketLists {

    /// @param q as [QueryLanguage] reads it; @param sort a field that lists sort by, `-` before it for the largest first
    public record Wanted(@Nullable View view, @Nullable String q, String sort) {}

    /// Of the tickets that words find, a list takes the best.
    private static final int MOST_FOUND = 1000;

    private final Fields<Ticket> fields;
    private final ListStore store;
    private final TicketViews views;
    private final Asking asking;
    private final SearchReader search;

    /// Against what a question is understood, and who asks it.
    @Component
    record Asking(Access access, Company company, Names names, Time time) {

        Context context(Viewer viewer) {
            return new Context(time.now(), ZoneId.of(company.settings().zone()), names.of(viewer));
        }

        Viewer viewer(Actor by) {
            access.require(by, Permission.TICKET_VIEW);
            return access.viewer(by);
        }
    }

    TicketLists(Fields<Ticket> fields, ListStore store, TicketViews views, Asking asking, SearchReader search) {
        this.fields = fields;
        this.store = store;
        this.views = views;
        this.asking = asking;
        this.search = search;
    }

    /// @throws Invalid `q` with position and rule, `sort`, `after`
    public Page<TicketView> page(Wanted wanted, Paging paging, Actor by) {
        var viewer = asking.viewer(by);
        var query = parse(wanted.q, viewer);
        var among = query.words().isEmpty() ? null : ids(query.words(), viewer);
        var asked = fields.bind(query.condition(), asking.context(viewer));
        var order = ListOrder.of(query.sort() == null ? sort(wanted.sort) : query.sort(), fields, paging.after());
        var rows = store.page(lines(wanted.view, asked, viewer), among, order, paging.fetch());
        var page = Page.of(rows, paging.size(), ListStore.Row::cursor);
        return new Page<>(views.of(page.items().stream().map(ListStore.Row::id).toList(), by), page.next());
    }

    private List<Long> ids(String words, Viewer viewer) {
        return search.search(words, viewer, null, MOST_FOUND).hits().stream().map(Found.Hit::groupId).toList();
    }

    /// Those of some tickets that the viewer may see and that answer a question, in their order.
    List<Long> matching(List<Long> ids, Query query, Viewer viewer) {
        var asked = fields.bind(query.condition(), asking.context(viewer));
        var found = Set.copyOf(store.matching(new Bound.All<>(List.of(bind(TicketScope.condition(viewer)), asked)), ids));
        return ids.stream().filter(found::contains).toList();
    }

    /// @throws Invalid `q` with position and rule
    Query parse(@Nullable String q, Viewer viewer) {
        try {
            return QueryLanguage.parse(q == null ? "" : q, fields, asking.context(viewer));
        } catch (InvalidQuery e) {
            throw new Invalid("q", e.code(), "At character " + (e.position() + 1) + (e.value().isEmpty() ? "." : ": " + e.value()));
        }
    }

    /// Parts of the list, each of which an index serves in the order asked for. What narrows it down most is taken apart: whose
    /// the view is, else what the viewer may see.
    private List<Bound<Ticket>> lines(@Nullable View view, Bound<Ticket> asked, Viewer viewer) {
        var scope = TicketScope.condition(viewer);
        var awake = view == null ? all() : View.AWAKE;
        var ofEverybody = view == null || view.isOfEverybody();
        var whose = view == null ? List.of(all()) : view.parts(viewer);
        var lines = new ArrayList<Bound<Ticket>>();
        for (var part : ofEverybody ? TicketScope.parts(viewer) : whose) {
            var rest = ofEverybody ? whose.getFirst() : scope;
            lines.add(new Bound.All<>(List.of(bind(all(awake, part, rest)), asked)));
        }
        return lines;
    }

    private Bound<Ticket> bind(Condition condition) {
        return fields.bind(condition, Context.OF_IDS);
    }

    private Query.Sort sort(String sort) {
        var descending = sort.startsWith("-");
        return new Query.Sort(descending ? sort.substring(1) : sort, descending);
    }
}
