package app.rapport.ticket.web;

import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.EntityTag;
import app.rapport.platform.web.Idempotency;
import app.rapport.platform.web.Page;
import app.rapport.ticket.AgentText;
import app.rapport.ticket.Conversations;
import app.rapport.ticket.NewTicket;
import app.rapport.ticket.Priority;
import app.rapport.ticket.Status;
import app.rapport.ticket.TicketEdit;
import app.rapport.ticket.TicketFact.Woken;
import app.rapport.ticket.TicketView;
import app.rapport.ticket.TicketViews;
import app.rapport.ticket.Tickets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// One ticket: opened, read, changed, snoozed.
@RestController
@RequestMapping("/api/v1")
class TicketController {

    record ContactBody(@NotBlank @Size(max = 254) String email, @Nullable @Size(max = 200) String name) {}

    record NewTicketRequest(
            @NotBlank String subject, @NotNull @Valid ContactBody contact, @NotBlank String bodyHtml,
            @Schema(allowableValues = {"reply", "note", "inbound"}) @Nullable String kind, @Nullable Priority priority,
            @Nullable Long teamId, @Nullable Long assigneeId, @Nullable List<String> tags, @Nullable List<@Size(max = 254) String> cc, @Nullable List<Long> attachmentIds) {}

    record TicketRequest(
            @Nullable String subject, @Nullable Status status, @Nullable Priority priority, @Nullable Optional<Long> assigneeId, @Nullable Optional<Long> teamId,
            @Nullable List<String> tags) {}

    record SnoozeRequest(@NotNull Instant until) {}

    private final Tickets tickets;
    private final Conversations conversations;
    private final TicketViews views;
    private final Idempotency idempotency;

    TicketController(Tickets tickets, Conversations conversations, TicketViews views, Idempotency idempotency) {
        this.tickets = tickets;
        this.conversations = conversations;
        this.views = views;
        this.idempotency = idempotency;
    }

    @PostMapping("/tickets")
    @ResponseStatus(HttpStatus.CREATED)
    TicketView open(@Valid @RequestBody NewTicketRequest request, Actor by) {
        var kind = request.kind() == null ? "reply" : request.kind();
        if (!List.of("reply", "note", "inbound").contains(kind)) throw new Invalid("kind", "unknown-choice", "One of reply, note, inbound.");
        var wanted = new NewTicket(request.subject(), request.contact().email(), request.contact().name() == null ? "" : request.contact().name(), kind,
                AgentText.body(request.bodyHtml()), request.priority(), request.teamId(), request.assigneeId(), or(request.tags()), or(request.cc()), or(request.attachmentIds()));
        return views.get(idempotency.once(request, by, () -> conversations.open(wanted, by).id(), Long::longValue, id -> id), by);
    }

    @GetMapping("/tickets/{id}")
    ResponseEntity<TicketView> get(@PathVariable long id, Actor by) {
        return tagged(views.get(id, by));
    }

    @Operation(description = "Whoever hands a ticket on to where he does not see it is answered with it as he gave it away, and may do nothing with it (`can`).")
    @PatchMapping("/tickets/{id}")
    ResponseEntity<TicketView> edit(
            @PathVariable long id, @RequestBody TicketRequest request, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Actor by) {
        var edit = new TicketEdit(request.subject(), request.status(), request.priority(), request.teamId(), request.assigneeId(), request.tags());
        return tagged(views.changed(EntityTag.changed(() -> tickets.edit(id, edit, EntityTag.version(ifMatch), by), () -> views.get(id, by)), by));
    }

    @PutMapping("/tickets/{id}/snooze")
    ResponseEntity<TicketView> snooze(@PathVariable long id, @Valid @RequestBody SnoozeRequest request, Actor by) {
        return tagged(views.changed(tickets.snooze(id, request.until(), by), by));
    }

    @DeleteMapping("/tickets/{id}/snooze")
    ResponseEntity<TicketView> wake(@PathVariable long id, Actor by) {
        return tagged(views.changed(tickets.wake(id, Woken.Why.AGENT, by), by));
    }

    @GetMapping("/tags")
    Page<String> tags(@RequestParam(defaultValue = "") String q, Actor by) {
        return new Page<>(tickets.tags(q.strip().toLowerCase(java.util.Locale.ROOT), by), null);
    }

    private static ResponseEntity<TicketView> tagged(TicketView view) {
        return EntityTag.ok(view, view.version());
    }

    private static <T> List<T> or(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
