package app.rapport.ticket;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can change of a ticket on a screen, the same for everybody who may see it: all of it, so that a patch that was missed does no harm.
public record TicketPatch(
        String subject, Status status, Priority priority, TicketView.@Nullable Named assignee, TicketView.@Nullable Named team, TicketView.Contact contact,
        List<String> tags, @Nullable Instant snoozedUntil, Instant updatedAt, @Nullable String preview, int messageCount) {

    static TicketPatch of(TicketView view) {
        return new TicketPatch(view.subject(), view.status(), view.priority(), view.assignee(), view.team(), view.contact(), view.tags(), view.snoozedUntil(),
                view.updatedAt(), view.preview(), view.messageCount());
    }
}
