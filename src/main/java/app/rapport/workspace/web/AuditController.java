package app.rapport.workspace.web;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.workspace.Audit;
import app.rapport.workspace.Directory;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who changed what in the administration, newest first.
@RestController
class AuditController {

    record ActorResponse(String kind, long id, @Nullable String name, @Nullable String via) {}

    record SubjectResponse(String kind, long id, @Nullable String name) {}

    @Schema(name = "AuditEntry")
    record AuditResponse(long id, Instant at, ActorResponse actor, String type, SubjectResponse subject, List<Audit.Changed> changes) {}

    private final Audit audit;
    private final Directory directory;

    AuditController(Audit audit, Directory directory) {
        this.audit = audit;
        this.directory = directory;
    }

    @GetMapping("/api/v1/audit")
    Page<AuditResponse> list(Paging paging, Actor by) {
        return Page.of(audit.list(paging.afterId(), paging.fetch(), by), paging.size(), Audit.Entry::id).map(this::response);
    }

    private AuditResponse response(Audit.Entry entry) {
        var actor = entry.actor();
        var subject = entry.subject();
        return new AuditResponse(entry.id(), entry.at(), new ActorResponse(actor.kind(), actor.id(), directory.name(actor.kind(), actor.id()), actor.via()), entry.type(),
                new SubjectResponse(subject.kind(), subject.id(), directory.name(subject.kind(), subject.id())), entry.changes());
    }
}
