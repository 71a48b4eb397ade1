package app.rapport.desk.web;

import app.rapport.desk.ViewCounts;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Page;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The views, and how many tickets stand in each.
@RestController
class ViewController {

    record ViewResponse(@Schema(allowableValues = {"mine", "my-teams", "unassigned", "open"}) String key, long count) {}

    private final ViewCounts counts;
    private final Access access;

    ViewController(ViewCounts counts, Access access) {
        this.counts = counts;
        this.access = access;
    }

    @GetMapping("/api/v1/views")
    Page<ViewResponse> list(Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        var counted = ViewCounts.of(counts.cells(), access.viewer(by));
        return new Page<>(counted.entrySet().stream().map(view -> new ViewResponse(view.getKey().key(), view.getValue())).toList(), null);
    }
}
