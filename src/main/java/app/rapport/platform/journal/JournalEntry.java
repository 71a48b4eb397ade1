package app.rapport.platform.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One fact in the journal.
///
/// @param position its place in the order all readers follow; null for the short time before it is numbered
/// @param command the first `seq` of the command that it belongs to; the facts of one command stand together
public record JournalEntry(
        long seq,
        @Nullable Long position,
        long command,
        Instant at,
        Instant recordedAt,
        String type,
        Subject subject,
        long subjectVersion,
        About about,
        Actor actor,
        Cause cause,
        Origin origin,
        Fact fact) {

    /// What else the fact can be found by.
    public record About(@Nullable Long ticketId, @Nullable Long contactId, @Nullable Long brandId) {
        public static final About NOTHING = new About(null, null, null);
    }

    /// @param command the command that caused this one, if one did
    /// @param root the first command of the chain
    public record Cause(@Nullable Long command, long root, int depth) {}
}
