package app.rapport.desk.web;

import app.rapport.desk.TicketSearch;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Search.
@RestController
class SearchController {

    private final TicketSearch search;

    SearchController(TicketSearch search) {
        this.search = search;
    }

    @GetMapping("/api/v1/search")
    Page<TicketSearch.Hit> search(@RequestParam String q, @RequestParam(required = false) @Nullable String zone, Paging paging, Actor by) {
        return search.page(q, zone, paging, by);
    }
}
