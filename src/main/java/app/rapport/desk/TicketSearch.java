package app.rapport.desk;

import app.rapport.desk.Questions.Question;
import app.rapport.desk.store.SearchStore;
import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.rules.Bound;
import app.rapport.platform.rules.Context;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.search.Found;
import app.rapport.platform.search.Highlights;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.ticket.Ticket;
import app.rapport.ticket.TicketScope;
import app.rapport.ticket.TicketView;
import app.rapport.ticket.TicketViews;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import app.rapport.workspace.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds tickets by the words in them. The index answers within the viewer's scope, and what it answers is checked by SQL before it
/// is shown: a stale index may miss, and never leaks.
@Component
public class TicketSearch {

    /// @param field subject, contact or body; @param html escaped, with `<mark>` around what was looked for
    public record Highlight(@Schema(allowableValues = {"subject", "body", "contact"}) String field, String html) {}

    @Schema(name = "SearchHit")
    public record Hit(TicketView ticket, List<Highlight> highlights) {}

    private static final int PASSAGE = 200;
    private static final int ROUNDS = 20;

    private final SearchReader index;
    private final SearchStore store;
    private final TicketLists lists;
    private final Asking asking;
    private final TicketViews views;
    private final Access access;

    /// What the words stand beside.
    @Component
    record Asking(Questions questions, Fields<Ticket> fields) {}

    TicketSearch(SearchReader index, SearchStore store, TicketLists lists, Asking asking, TicketViews views, Access access) {
        this.index = index;
        this.store = store;
        this.lists = lists;
        this.asking = asking;
        this.views = views;
        this.access = access;
    }

    /// The best first; in the order of a list when the query sorts or has no words. Its conditions narrow down what the words find.
    ///
    /// @throws Invalid `q`, `zone`, `after`
    public Page<Hit> page(String q, @Nullable String zone, Paging paging, Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        if (q.isBlank()) throw new Invalid("q", "required", "What to look for.");
        var viewer = access.viewer(by);
        var question = asking.questions.read(q, zone, viewer);
        if (question.words().isEmpty() || question.sort() != null) {
            return lists.page(new TicketLists.Wanted(null, q, zone, "-number"), paging, by).map(ticket -> new Hit(ticket, List.of()));
        }
        var page = found(question, viewer, paging);
        return new Page<>(shown(page.items(), question.words(), by), page.next());
    }

    private Page<Found.Hit> found(Question question, Viewer viewer, Paging paging) {
        var may = new Bound.All<>(List.of(asking.fields.bind(TicketScope.condition(viewer), Context.OF_IDS), question.holds()));
        var hits = new ArrayList<Found.Hit>();
        var after = after(paging.after());
        for (var round = 0; round < ROUNDS; round++) {
            var found = index.search(question.words(), viewer, after, paging.size());
            var matching = store.matching(may, found.hits().stream().map(Found.Hit::groupId).toList());
            for (var hit : found.hits()) {
                if (!matching.contains(hit.groupId())) continue;
                hits.add(hit);
                if (hits.size() == paging.size()) return new Page<>(hits, found.next() == null && hit == found.hits().getLast() ? null : cursor(hit.score(), hit.groupId()));
            }
            after = found.next();
            if (after == null) break;
        }
        return new Page<>(hits, after == null ? null : cursor(after.score(), after.groupId()));
    }

    private List<Hit> shown(List<Found.Hit> hits, String words, Actor by) {
        var texts = store.texts(hits.stream().filter(hit -> hit.type().equals(SearchReader.MESSAGE)).map(Found.Hit::id).toList());
        var marks = Highlights.of(words);
        Map<Long, Found.Hit> byTicket = hits.stream().collect(Collectors.toMap(Found.Hit::groupId, Function.identity()));
        return views.of(hits.stream().map(Found.Hit::groupId).toList(), by).stream()
                .map(ticket -> new Hit(ticket, highlights(marks, ticket, texts.get(java.util.Objects.requireNonNull(byTicket.get(ticket.id())).id())))).toList();
    }

    private static List<Highlight> highlights(Highlights marks, TicketView ticket, @Nullable String body) {
        var highlights = new ArrayList<Highlight>();
        add(highlights, "subject", marks, ticket.subject());
        add(highlights, "contact", marks, ticket.contact().name());
        if (body != null) add(highlights, "body", marks, body);
        return highlights;
    }

    private static void add(List<Highlight> highlights, String field, Highlights marks, String text) {
        var html = marks.in(text, PASSAGE);
        if (html.contains("<mark>")) highlights.add(new Highlight(field, html));
    }

    private static String cursor(float score, long id) {
        return score + "_" + id;
    }

    private static Found.@Nullable After after(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) return null;
        var cut = cursor.indexOf('_');
        try {
            return new Found.After(Float.parseFloat(cursor.substring(0, cut)), Long.parseLong(cursor.substring(cut + 1)));
        } catch (RuntimeException e) {
            throw new Invalid("after", "not-a-cursor", "Give what the former page answered as next.");
        }
    }
}
