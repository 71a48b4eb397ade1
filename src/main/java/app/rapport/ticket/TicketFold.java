package app.rapport.ticket;

import app.rapport.platform.journal.JournalEntry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Folds the facts of one ticket into its row, field for field. Personal texts stay aside: they can be erased, facts cannot.
final class TicketFold {

    private static final String TEXT = "";

    private @Nullable Ticket ticket;
    /// When each message that somebody wrote and has not taken back was added, by its id: the newest is the last.
    private final TreeMap<Long, Instant> messages = new TreeMap<>();
    /// What this program and others said by themselves.
    private final Set<Long> automatic = new HashSet<>();

    private TicketFold() {}

    /// @param facts all of one ticket, in the order they happened
    /// @return null when there is none
    static @Nullable Ticket of(List<JournalEntry> facts) {
        var fold = new TicketFold();
        for (var entry : facts) {
            if (entry.fact() instanceof TicketFact fact) fold.ticket = fold.after(entry, fact);
        }
        return fold.ticket;
    }

    /// The row without the texts that a fold does not give.
    static Ticket withoutTexts(Ticket row) {
        return new Ticket(row.id(), row.version(), row.origin(), withSubject(row.properties(), TEXT), row.times(),
                new Ticket.Activity(row.activity().messages(), row.activity().lastMessageAt(), null));
    }

    private Ticket after(JournalEntry entry, TicketFact fact) {
        if (fact instanceof TicketFact.Opened opened) return opened(entry, opened);
        var before = ticket;
        if (before == null) throw new IllegalStateException("The first fact of ticket " + entry.subject().id() + " is " + entry.type());
        var properties = properties(before.properties(), fact);
        var times = before.times();
        var updatedAt = isQuiet(fact) ? times.updatedAt() : entry.at();
        var done = properties.status().isDone();
        var closed = properties.status() == Status.CLOSED;
        return new Ticket(before.id(), entry.subjectVersion(), before.origin(), properties,
                new Ticket.Times(times.openedAt(), updatedAt, done ? or(times.solvedAt(), entry.at()) : null, closed ? or(times.closedAt(), entry.at()) : null),
                activity(before.activity(), fact, entry.at()));
    }

    private static Ticket opened(JournalEntry entry, TicketFact.Opened opened) {
        return new Ticket(entry.subject().id(), entry.subjectVersion(),
                new Ticket.Origin(opened.brandId(), opened.contactId(), opened.handleId(), opened.channel(), opened.followUpOf()),
                new Ticket.Properties(TEXT, opened.status(), opened.priority(), opened.teamId(), opened.assigneeId(), opened.tags(), null),
                new Ticket.Times(entry.at(), entry.at(), null, null), Ticket.Activity.NONE);
    }

    private static Ticket.Properties properties(Ticket.Properties before, TicketFact fact) {
        return switch (fact) {
            case TicketFact.StatusChanged change -> before.withStatus(change.after());
            case TicketFact.PriorityChanged change -> new Ticket.Properties(TEXT, before.status(), change.after(), before.teamId(), before.assigneeId(), before.tags(), before.snoozedUntil());
            case TicketFact.TeamChanged change -> new Ticket.Properties(TEXT, before.status(), before.priority(), change.after(), before.assigneeId(), before.tags(), before.snoozedUntil());
            case TicketFact.Assigned change -> new Ticket.Properties(TEXT, before.status(), before.priority(), before.teamId(), change.after(), before.tags(), before.snoozedUntil());
            case TicketFact.TagsChanged change -> new Ticket.Properties(TEXT, before.status(), before.priority(), before.teamId(), before.assigneeId(), change.after(), before.snoozedUntil());
            case TicketFact.Snoozed snoozed -> before.withSnoozedUntil(snoozed.until());
            case TicketFact.Woken _ -> before.withSnoozedUntil(null);
            case TicketFact.Opened _, TicketFact.MessageAdded _, TicketFact.MessageReleased _, TicketFact.MessageWithdrawn _, TicketFact.DeliveryChanged _,
                    TicketFact.SubjectChanged _, TicketFact.JoinProposed _ -> before;
        };
    }

    /// Whether the ticket counts as updated when it was before.
    private boolean isQuiet(TicketFact fact) {
        return switch (fact) {
            case TicketFact.MessageAdded added when added.authorKind() == Author.Kind.SYSTEM -> automatic.add(added.messageId());
            case TicketFact.MessageReleased(var messageId) -> automatic.contains(messageId);
            case TicketFact.DeliveryChanged change -> change.isArrival();
            default -> false;
        };
    }

    private Ticket.Activity activity(Ticket.Activity before, TicketFact fact, Instant at) {
        if (fact instanceof TicketFact.MessageAdded added) {
            if (added.authorKind() != Author.Kind.SYSTEM) messages.put(added.messageId(), at);
            return new Ticket.Activity(messages.size() + automatic.size(), added.authorKind() == Author.Kind.SYSTEM ? before.lastMessageAt() : at, null);
        }
        if (fact instanceof TicketFact.MessageWithdrawn withdrawn) {
            messages.remove(withdrawn.messageId());
            return new Ticket.Activity(messages.size() + automatic.size(), messages.isEmpty() ? null : messages.lastEntry().getValue(), null);
        }
        return before;
    }

    private static Ticket.Properties withSubject(Ticket.Properties row, String subject) {
        return new Ticket.Properties(subject, row.status(), row.priority(), row.teamId(), row.assigneeId(), row.tags(), row.snoozedUntil());
    }

    private static Instant or(@Nullable Instant known, Instant otherwise) {
        return known == null ? otherwise : known;
    }
}
