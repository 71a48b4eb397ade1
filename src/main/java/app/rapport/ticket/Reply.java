package app.rapport.ticket;

import app.rapport.platform.Invalid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent writes on a ticket.
///
/// @param kind reply or note; @param clientMessageId unique per ticket: the same again is the same message
/// @param to whom it goes to, when not to the contact; a note goes to nobody; @param body sanitised
/// @param sendAt when it shall leave, if later; @param status what the ticket shall become when it leaves
public record Reply(
        String kind, Message.Body body, String clientMessageId, List<String> to, List<String> cc, List<Long> attachmentIds, @Nullable Status status,
        @Nullable Instant sendAt) {

    public Reply {
        if (kind.equals("note") && !(to.isEmpty() && cc.isEmpty())) throw new Invalid(to.isEmpty() ? "cc" : "to", "not-for-notes", "A note goes to nobody.");
    }

    public boolean isNote() {
        return kind.equals("note");
    }
}
