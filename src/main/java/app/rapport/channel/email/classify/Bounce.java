package app.rapport.channel.email.classify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report on a mail that we are said to have sent.
///
/// @param originalMessageId without angle brackets, null when the report does not tell
/// @param permanent         whether sending again is useless for at least one recipient
public record Bounce(List<Recipient> recipients, @Nullable String originalMessageId, boolean permanent) {

    /// What became of one recipient.
    ///
    /// @param action `failed`, `delayed` or `complaint`
    /// @param status RFC 3463; 5.0.0 or 4.0.0 when only the kind is known
    public record Recipient(String address, String action, String status, String diagnostic) {

        boolean isPermanent() {
            return !action.equals("delayed") && status.startsWith("5");
        }
    }

    static Bounce of(List<Recipient> recipients, @Nullable String originalMessageId) {
        return new Bounce(List.copyOf(recipients), originalMessageId, recipients.stream().anyMatch(Recipient::isPermanent));
    }
}
