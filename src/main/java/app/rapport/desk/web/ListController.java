package app.rapport.desk.web;

import app.rapport.desk.TicketLists;
import app.rapport.desk.View;
import app.rapport.desk.ViewCounts;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.ticket.TicketView;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists of tickets, and how long they are.
@RestController
@RequestMapping("/api/v1")
class ListController {

    record ViewResponse(@Schema(allowableValues = {"mine", "my-teams", "unassigned", "open"}) String key, long count) {}

    private final TicketLists lists;
    private final ViewCounts counts;
    private final Access access;

    ListController(TicketLists lists, ViewCounts counts, Access access) {
        this.lists = lists;
        this.counts = counts;
        this.access = access;
    }

    @GetMapping("/tickets")
    Page<TicketView> list(@RequestParam(required = false) @Nullable String view, @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "-number") String sort, Paging paging, Actor by) {
        return lists.page(new TicketLists.Wanted(view == null || view.isBlank() ? null : View.of(view), q, sort), paging, by);
    }

    @GetMapping("/views")
    Page<ViewResponse> views(Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        var counted = ViewCounts.of(counts.cells(), access.viewer(by));
        return new Page<>(counted.entrySet().stream().map(view -> new ViewResponse(view.getKey().key(), view.getValue())).toList(), null);
    }
}
