package app.rapport.workspace.web;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.DeadLetter;
import app.rapport.platform.web.Idempotency;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.workspace.Operations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Commands that a reader of the journal could not work through.
@RestController
@RequestMapping("/api/v1/dead-letters")
class DeadLetterController {

    /// @param subject such as `ticket:1001`
    @Schema(name = "DeadLetterFact")
    record FactResponse(String type, String subject, Instant at) {}

    record DeadLetterResponse(long id, String reader, long command, int attempts, String error, Instant at, List<FactResponse> facts) {}

    private final Operations operations;
    private final Idempotency idempotency;

    DeadLetterController(Operations operations, Idempotency idempotency) {
        this.operations = operations;
        this.idempotency = idempotency;
    }

    @GetMapping
    Page<DeadLetterResponse> list(Paging paging, Actor by) {
        return Page.of(operations.deadLetters(paging.afterId(), paging.fetch(), by), paging.size(), DeadLetter::id).map(letter -> response(letter, by));
    }

    @PostMapping("/{id}/replays")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replay(@PathVariable long id, Actor by) {
        var letter = idempotency.once("", by, () -> operations.replay(id, by), DeadLetter::id, replayed -> null);
        if (letter != null) operations.replayFollowers(letter, by);
    }

    private DeadLetterResponse response(DeadLetter letter, Actor by) {
        var facts = operations.factsOf(letter, by).stream().map(entry -> new FactResponse(entry.type(), entry.subject().text(), entry.at())).toList();
        return new DeadLetterResponse(letter.id(), letter.reader(), letter.command(), letter.attempts(), letter.error(), letter.at(), facts);
    }
}
