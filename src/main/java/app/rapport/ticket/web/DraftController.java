package app.rapport.ticket.web;

import app.rapport.platform.NotFound;
import app.rapport.platform.journal.Actor;
import app.rapport.ticket.Draft;
import app.rapport.ticket.Drafts;
import app.rapport.ticket.web.MessageResponse.AttachmentResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// One's own drafts on a ticket: one reply, one note.
@RestController
@RequestMapping("/api/v1/tickets/{id}/draft")
class DraftController {

    record DraftRequest(
            @Schema(allowableValues = {"reply", "note"}) @NotBlank String kind, @NotNull String bodyHtml, @Nullable List<@Size(max = 254) String> to, @Nullable List<@Size(max = 254) String> cc, @Nullable List<Long> attachmentIds) {}

    record DraftResponse(@Schema(allowableValues = {"reply", "note"}) String kind, String bodyHtml, List<String> to, List<String> cc, List<AttachmentResponse> attachments, Instant updatedAt) {}

    private final Drafts drafts;
    private final MessageResponses responses;

    DraftController(Drafts drafts, MessageResponses responses) {
        this.drafts = drafts;
        this.responses = responses;
    }

    @GetMapping
    DraftResponse get(@PathVariable long id, @Schema(allowableValues = {"reply", "note"}) @RequestParam String kind, Actor by) {
        return response(drafts.find(id, kind, by).orElseThrow(NotFound::new));
    }

    @PutMapping
    DraftResponse save(@PathVariable long id, @Valid @RequestBody DraftRequest request, Actor by) {
        return response(drafts.save(id, request.kind(), request.bodyHtml(), or(request.to()), or(request.cc()), or(request.attachmentIds()), by));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, @Schema(allowableValues = {"reply", "note"}) @RequestParam String kind, Actor by) {
        drafts.delete(id, kind, by);
    }

    DraftResponse response(Draft draft) {
        return new DraftResponse(draft.kind(), draft.bodyHtml(), draft.to(), draft.cc(), drafts.files(draft).stream().map(responses::attachment).toList(), draft.updatedAt());
    }

    private static <T> List<T> or(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
