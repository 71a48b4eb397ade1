package app.rapport.channel.web;

import app.rapport.channel.HeldMessages;
import app.rapport.platform.NotFound;
import app.rapport.platform.files.FileHash;
import app.rapport.platform.files.FileVault;
import app.rapport.platform.intake.Intake.HeldItem;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Idempotency;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Held mail.
@RestController
@RequestMapping("/api/v1/held-messages")
class HeldMessageController {

    /// @param recoverable always so far: one that names nobody becomes the ticket of whom the request names
    @Schema(name = "HeldMessage")
    record HeldResponse(
            long id, String reason, @Nullable String detail, @Nullable String from, @Nullable String to, @Nullable String subject, Instant at, String rawUrl,
            long accountId, boolean recoverable) {
        static HeldResponse of(HeldItem item) {
            var held = item.held();
            return new HeldResponse(item.id(), held.reason(), held.detail(), held.sender(), held.recipient(), held.subject(), item.at(),
                    "/api/v1/held-messages/" + item.id() + "/raw", item.accountId(), true);
        }
    }

    /// @param from whom it is from, where it does not say so itself
    record RecoveryRequest(@Nullable String from) {}

    record RecoveryResponse(long ticketId) {}

    private final HeldMessages held;
    private final FileVault files;
    private final Idempotency idempotency;

    HeldMessageController(HeldMessages held, FileVault files, Idempotency idempotency) {
        this.held = held;
        this.files = files;
        this.idempotency = idempotency;
    }

    @GetMapping
    Page<HeldResponse> list(Paging paging, Actor by) {
        return Page.of(held.list(paging.afterId(), paging.fetch(), by), paging.size(), HeldItem::id).map(HeldResponse::of);
    }

    @GetMapping(path = "/{id}/raw", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<InputStreamResource> raw(@PathVariable long id, Actor by) {
        var arrived = held.get(id, by).arrived();
        var raw = arrived.raw();
        var file = arrived.file();
        if (raw == null && file == null) throw new NotFound();
        var input = file == null ? new ByteArrayInputStream(raw) : files.open(new FileHash(file));
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).header("X-Content-Type-Options", "nosniff").body(new InputStreamResource(input));
    }

    @PostMapping("/{id}/recovery")
    RecoveryResponse recover(@PathVariable long id, @RequestBody(required = false) @Nullable RecoveryRequest request, Actor by) {
        var from = request == null ? null : request.from();
        return new RecoveryResponse(idempotency.once(from == null ? "" : from, by, () -> held.recover(id, from, by), Long::longValue, ticketId -> ticketId));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@PathVariable long id, Actor by) {
        held.dismiss(id, by);
    }
}
