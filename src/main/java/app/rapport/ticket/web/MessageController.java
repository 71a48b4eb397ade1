package app.rapport.ticket.web;

import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.time.Time;
import app.rapport.platform.web.Idempotency;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.ticket.AgentText;
import app.rapport.ticket.Conversations;
import app.rapport.ticket.Message;
import app.rapport.ticket.Reply;
import app.rapport.ticket.Status;
import app.rapport.ticket.TicketViews;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The conversation of a ticket.
@RestController
@RequestMapping("/api/v1/tickets/{id}/messages")
class MessageController {

    record MessageRequest(
            @Schema(allowableValues = {"reply", "note"}) @NotBlank String kind, @NotBlank String bodyHtml, @NotBlank @Size(max = 100) String clientMessageId, @Nullable List<@Size(max = 254) String> to, @Nullable List<@Size(max = 254) String> cc,
            @Nullable List<Long> attachmentIds, @Nullable Status status, @Nullable Instant sendAt, @Nullable @Min(0) @Max(3600) Integer delaySeconds) {}

    private final TicketViews views;
    private final Conversations conversations;
    private final MessageResponses responses;
    private final DraftController drafts;
    private final Idempotency idempotency;
    private final Time time;

    MessageController(TicketViews views, Conversations conversations, MessageResponses responses, DraftController drafts, Idempotency idempotency, Time time) {
        this.views = views;
        this.conversations = conversations;
        this.responses = responses;
        this.drafts = drafts;
        this.idempotency = idempotency;
        this.time = time;
    }

    @GetMapping
    Page<MessageResponse> list(@PathVariable long id, Paging paging, Actor by) {
        return page(views.open(id, paging.afterId(), paging.fetch(), by).messages(), paging);
    }

    /// @param fetched as many as `paging` says to fetch
    Page<MessageResponse> page(List<Message> fetched, Paging paging) {
        var page = Page.of(fetched, paging.size(), Message::id);
        return new Page<>(responses.of(page.items()), page.next());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MessageResponse add(@PathVariable long id, @Valid @RequestBody MessageRequest request, Actor by) {
        if (!List.of("reply", "note").contains(request.kind())) throw new Invalid("kind", "unknown-choice", "One of reply, note.");
        if (request.status() == Status.NEW) throw new Invalid("status", "never-new-again", "A ticket that is answered is not new.");
        var delay = request.delaySeconds();
        var sendAt = request.sendAt() != null ? request.sendAt() : delay == null ? null : time.now().plusSeconds(delay);
        var reply = new Reply(request.kind(), AgentText.body(request.bodyHtml()), request.clientMessageId(), or(request.to()), or(request.cc()),
                or(request.attachmentIds()), request.status(), sendAt);
        return response(idempotency.once(request, by, () -> conversations.reply(id, reply, by), Message::id, messageId -> conversations.get(id, messageId, by)));
    }

    @DeleteMapping("/{messageId}")
    DraftController.DraftResponse withdraw(@PathVariable long id, @PathVariable long messageId, Actor by) {
        return drafts.response(conversations.withdraw(id, messageId, by));
    }

    @PostMapping("/{messageId}/retries")
    MessageResponse retry(@PathVariable long id, @PathVariable long messageId, Actor by) {
        return response(idempotency.once("", by, () -> conversations.retry(id, messageId, by), Message::id, retried -> conversations.get(id, retried, by)));
    }

    private MessageResponse response(Message message) {
        return responses.of(List.of(message)).getFirst();
    }

    private static <T> List<T> or(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
