package app.rapport.ticket;

import app.rapport.platform.Invalid;
import app.rapport.ticket.Ticket.Properties;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What shall be other than it is. Null leaves a thing alone; for team and assignee, an empty Optional takes it away.
public record TicketEdit(
        @Nullable String subject, @Nullable Status status, @Nullable Priority priority, @Nullable Optional<Long> teamId,
        @Nullable Optional<Long> assigneeId, @Nullable List<String> tags) {

    public static final int LONGEST_SUBJECT = 500;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG = 50;

    public TicketEdit {
        if (subject != null) subject = validSubject(subject);
        if (tags != null) tags = validTags(tags);
    }

    public static TicketEdit status(Status status) {
        return new TicketEdit(null, status, null, null, null, null);
    }

    Properties applyTo(Properties before) {
        return new Properties(
                subject == null ? before.subject() : subject,
                status == null ? before.status() : status,
                priority == null ? before.priority() : priority,
                teamId == null ? before.teamId() : teamId.orElse(null),
                assigneeId == null ? before.assigneeId() : assigneeId.orElse(null),
                tags == null ? before.tags() : tags,
                before.snoozedUntil());
    }

    static String validSubject(String subject) {
        var clean = subject.strip().replaceAll("\\s+", " ");
        if (clean.isEmpty()) throw new Invalid("subject", "required", "A subject of at least one character.");
        if (clean.length() > LONGEST_SUBJECT) throw new Invalid("subject", "too-long", "At most " + LONGEST_SUBJECT + " characters.");
        return clean;
    }

    /// Lower case, sorted, without doubles.
    static List<String> validTags(List<String> tags) {
        if (tags.size() > MOST_TAGS) throw new Invalid("tags", "too-many", "At most " + MOST_TAGS + " tags.");
        return tags.stream().map(TicketEdit::validTag).distinct().sorted().toList();
    }

    private static String validTag(String tag) {
        var clean = Normalizer.normalize(tag, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (clean.isEmpty() || clean.length() > LONGEST_TAG || clean.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c) || c == ','))
            throw new Invalid("tags", "not-a-tag", "A tag has 1 to " + LONGEST_TAG + " characters, without spaces and commas.");
        return clean;
    }
}
