package app.rapport.desk.web;

import app.rapport.desk.TicketLists;
import app.rapport.desk.View;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.ticket.TicketView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists of tickets.
@RestController
class ListController {

    private final TicketLists lists;

    ListController(TicketLists lists) {
        this.lists = lists;
    }

    @GetMapping("/api/v1/tickets")
    Page<TicketView> list(@RequestParam(required = false) @Nullable String view, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String zone, @RequestParam(defaultValue = "-number") String sort, Paging paging, Actor by) {
        return lists.page(new TicketLists.Wanted(view == null || view.isBlank() ? null : View.of(view), q, zone, sort), paging, by);
    }
}
