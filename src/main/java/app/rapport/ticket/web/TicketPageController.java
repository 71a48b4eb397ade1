package app.rapport.ticket.web;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.ticket.TicketView;
import app.rapport.ticket.TicketViews;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a ticket's own page shows first, in one answer: of a small request most of the cost is being one.
@RestController
class TicketPageController {

    private static final Paging NEWEST = new Paging(null, Page.LARGEST);

    record OpenedTicket(TicketView ticket, Page<MessageResponse> messages, @Nullable Page<TimelineController.EntryResponse> timeline) {}

    private final TicketViews views;
    private final MessageController messages;
    private final TimelineController timeline;

    TicketPageController(TicketViews views, MessageController messages, TimelineController timeline) {
        this.views = views;
        this.messages = messages;
        this.timeline = timeline;
    }

    @Operation(description = "The ticket with a page of its messages, which `after` and `limit` are about, and, when asked for, what happened last.")
    @GetMapping("/api/v1/tickets/{id}/page")
    OpenedTicket get(@PathVariable long id, Paging paging, @RequestParam(name = "timeline", defaultValue = "false") boolean withTimeline, Actor by) {
        var opened = views.open(id, paging.afterId(), paging.fetch(), by);
        return new OpenedTicket(opened.ticket(), messages.page(opened.messages(), paging), withTimeline ? timeline.list(id, NEWEST, by) : null);
    }
}
