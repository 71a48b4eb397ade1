package app.rapport.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One entry of the conversation: what a customer wrote, a reply, an internal note, or an automatic message.
///
/// @param automatic what kind of automatic message, when it is one
/// @param externalId the Message-ID of a mail
/// @param sendAt when it leaves, for one that is held back; @param at when it was written or accepted
public record Message(
        long id, long ticketId, long threadId, Direction direction, Visibility visibility, String medium, @Nullable String automatic, Author author,
        String subject, Body body, @Nullable String externalId, @Nullable String clientMessageId, Schedule schedule, Instant at,
        List<Recipient> recipients, List<Attachment> attachments) {

    public enum Direction {
        IN,
        OUT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Visibility {
        PUBLIC,
        INTERNAL;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param html sanitised, the new part; @param text the whole as text; @param visibleText the new part without quote and signature
    /// @param appearance plain, simple or designed
    public record Body(String html, String quotedHtml, String text, String visibleText, String appearance, boolean remotePictures) {}

    /// Which channel account it came over, and from whom.
    public record Origin(@Nullable Long accountId, @Nullable String address) {}

    /// On its way out.
    ///
    /// @param references ids of the mails that it continues, the oldest first
    public record Leaving(Message message, List<String> references) {}

    public record Schedule(@Nullable Instant sendAt, @Nullable Instant releasedAt, @Nullable Instant withdrawnAt, @Nullable Status wantedStatus) {
        public static final Schedule NONE = new Schedule(null, null, null, null);
    }

    Message with(List<Attachment> files) {
        return new Message(id, ticketId, threadId, direction, visibility, medium, automatic, author, subject, body, externalId, clientMessageId, schedule, at, recipients, files);
    }

    /// As in the API: inbound, reply, note or auto.
    public String kind() {
        if (visibility == Visibility.INTERNAL) return "note";
        if (direction == Direction.IN) return "inbound";
        return author.kind() == Author.Kind.AGENT ? "reply" : "auto";
    }

    public boolean isWithdrawn() {
        return schedule.withdrawnAt != null;
    }

    public boolean isReleased() {
        return schedule.releasedAt != null;
    }
}
