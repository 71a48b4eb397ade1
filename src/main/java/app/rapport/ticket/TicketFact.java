package app.rapport.ticket;

import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.Personal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to a ticket. A change carries the old value and the new one.
public sealed interface TicketFact extends Fact {

    record Opened(
            long brandId, long contactId, @Nullable Long handleId, String channel, Status status, Priority priority, @Nullable Long teamId,
            @Nullable Long assigneeId, List<String> tags, @Nullable Long followUpOf, @Personal @Nullable String subject) implements TicketFact {}

    /// @param sendAt when it leaves, if not at once; @param wantedStatus takes effect when it leaves
    record MessageAdded(
            long messageId, Message.Direction direction, Message.Visibility visibility, @Nullable String automatic, Author.Kind authorKind, long authorId,
            @Nullable Instant sendAt, @Nullable Status wantedStatus) implements TicketFact {}

    /// It leaves now; before, it could be withdrawn.
    record MessageReleased(long messageId) implements TicketFact {}

    record MessageWithdrawn(long messageId) implements TicketFact {}

    /// @param code of RFC 3463, when there is one
    record DeliveryChanged(long messageId, long outboundId, String before, String after, @Nullable String code) implements TicketFact {

        boolean isArrival() {
            return after.equals("sent");
        }
    }

    record StatusChanged(Status before, Status after, Why why) implements TicketFact {
        public enum Why { EDITED, REPLIED, CUSTOMER_WROTE, UNDELIVERED }
    }

    record PriorityChanged(Priority before, Priority after) implements TicketFact {}

    record TeamChanged(@Nullable Long before, @Nullable Long after) implements TicketFact {}

    record Assigned(@Nullable Long before, @Nullable Long after) implements TicketFact {}

    record TagsChanged(List<String> before, List<String> after) implements TicketFact {}

    record SubjectChanged(@Personal @Nullable String before, @Personal @Nullable String after) implements TicketFact {}

    record Snoozed(@Nullable Instant before, Instant until) implements TicketFact {}

    record Woken(Instant before, Why why) implements TicketFact {
        public enum Why { TIME, CUSTOMER_WROTE, UNDELIVERED, AGENT }
    }

    /// A mail of this ticket perhaps belongs to another one.
    record JoinProposed(long otherId, int score) implements TicketFact {}
}
