package app.rapport.ticket.spi;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a message leaves. Called inside the ticket's command: it writes rows, it never connects to anything.
public interface Dispatch {

    /// @param automatic nobody wrote it: it counts against the budgets of automatic mail; @param sendAt when it is going to be freed: before that it does not leave; null: at once
    record Outgoing(long messageId, long ticketId, @Nullable Long accountId, List<To> recipients, boolean automatic, @Nullable Instant sendAt) {}

    record To(String role, String address, String name) {}

    /// @param state the worst of its rows; @param reason in words, with the code of RFC 3463
    @Schema(name = "Delivery")
    record State(@Schema(allowableValues = {"queued", "sending", "sent", "retrying", "bounced", "failed", "withdrawn"}) String state, @Nullable String reason, @Nullable Instant sendAt, List<PerRecipient> recipients) {}

    @Schema(name = "RecipientDelivery")
    record PerRecipient(String address, @Schema(allowableValues = {"queued", "sending", "sent", "retrying", "bounced", "failed", "withdrawn"}) String state, @Nullable String reason) {}

    /// Writes one row per message and recipient.
    ///
    /// @throws app.rapport.platform.Conflict `no-channel-account`
    void queue(List<Outgoing> all);

    /// The rows of a held message may leave now.
    void free(long messageId);

    /// Withdraws all rows of a message that has not been freed.
    void withdraw(long messageId);

    /// Queues what failed or bounced again; how many rows.
    int retry(long messageId);

    Map<Long, State> states(Collection<Long> messageIds);
}
