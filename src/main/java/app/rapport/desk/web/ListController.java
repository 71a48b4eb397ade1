package app.rapport.desk.web;

import app.rapport.desk.View;
import app.rapport.desk.store.CountStore;
import app.rapport.desk.store.ListStore;
import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.ticket.Status;
import app.rapport.ticket.TicketView;
import app.rapport.ticket.TicketViews;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists of tickets.
@RestController
@RequestMapping("/api/v1")
class ListController {

    private static final Pattern TERM = Pattern.compile("(contact|status):(\\S+)");

    record ViewResponse(String key, long count) {}

    private final ListStore lists;
    private final CountStore counts;
    private final TicketViews views;
    private final Access access;

    ListController(ListStore lists, CountStore counts, TicketViews views, Access access) {
        this.lists = lists;
        this.counts = counts;
        this.views = views;
        this.access = access;
    }

    @GetMapping("/tickets")
    Page<TicketView> list(@RequestParam(required = false) @Nullable String view, @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "-number") String sort, Paging paging, Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        if (!sort.equals("number") && !sort.equals("-number")) throw new Invalid("sort", "unknown-choice", "One of number, -number.");
        Long contact = null;
        String status = null;
        for (var term : q == null || q.isBlank() ? new String[0] : q.strip().split("\\s+", -1)) {
            var match = TERM.matcher(term);
            if (!match.matches()) throw new Invalid("q", "not-a-query", "Terms such as contact:12 or status:open; what is wrong is " + term);
            if (match.group(1).equals("contact")) contact = number(match.group(2));
            else status = status(match.group(2));
        }
        var ids = lists.page(view(view), access.viewer(by), contact, status, paging.afterId(), sort.equals("number"), paging.fetch());
        var page = Page.of(ids, paging.size(), id -> id);
        return new Page<>(views.of(page.items(), by), page.next());
    }

    @GetMapping("/views")
    Page<ViewResponse> views(Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        var viewer = access.viewer(by);
        return new Page<>(Arrays.stream(View.values()).map(view -> new ViewResponse(view.key(), counts.count(view, viewer))).toList(), null);
    }

    private static @Nullable View view(@Nullable String key) {
        if (key == null || key.isBlank()) return null;
        return Arrays.stream(View.values()).filter(view -> view.key().equals(key)).findFirst()
                .orElseThrow(() -> new Invalid("view", "unknown-choice", "One of mine, my-teams, unassigned, open."));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Invalid("q", "not-a-number", "contact: takes the contact's id.");
        }
    }

    private static String status(String text) {
        try {
            return Status.of(text).key();
        } catch (IllegalArgumentException e) {
            throw new Invalid("q", "unknown-choice", String.valueOf(e.getMessage()));
        }
    }
}
