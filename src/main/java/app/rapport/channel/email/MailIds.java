package app.rapport.channel.email;

import app.rapport.platform.ServerSettings;
import app.rapport.platform.crypto.Signer;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// The signed names in our mails: the Message-ID proves which outbound row it was, the plus-address which ticket it answers.
/// Message-IDs stand without brackets.
@Component
class MailIds {

    /// Bears the same signed name, for mail that comes back after somebody on its way gave it another Message-ID.
    static final String HEADER = "X-Rapport-Id";

    private static final Pattern OURS = Pattern.compile("([0-9a-z]+\\.[0-9a-z]{16})@.*");
    private static final Pattern PLUS = Pattern.compile("(?i)[^+@]+\\+([a-z0-9]+\\.[a-z0-9]{16})@.*");

    private final Signer signer;
    private final ServerSettings settings;

    MailIds(Signer signer, ServerSettings settings) {
        this.signer = signer;
        this.settings = settings;
    }

    String messageId(long outboundId) {
        return signer.sign("outbound", outboundId) + "@" + settings.hostname();
    }

    /// The outbound row, when the id is ours and its signature holds.
    OptionalLong outboundId(String messageId) {
        var match = OURS.matcher(messageId.strip().toLowerCase(Locale.ROOT));
        return match.matches() ? signer.verify("outbound", match.group(1)) : OptionalLong.empty();
    }

    /// What a picture is called inside the mail that shows it.
    String contentId(long attachmentId) {
        return "picture-" + attachmentId + "@" + settings.hostname();
    }

    /// `support+<signed ticket>@example.com`.
    String replyAddress(String mailbox, long ticketId) {
        return mailbox.replaceFirst("@", "+" + signer.sign("ticket", ticketId) + "@");
    }

    OptionalLong ticketId(String address) {
        var match = PLUS.matcher(address);
        return match.matches() ? signer.verify("ticket", match.group(1)) : OptionalLong.empty();
    }

    /// Where reports about one outbound row go to.
    String bounceAddress(String mailbox, long outboundId) {
        return mailbox.replaceFirst("@", "+" + signer.sign("bounce", outboundId) + "@");
    }

    OptionalLong bouncedOutboundId(String address) {
        var match = PLUS.matcher(address);
        return match.matches() ? signer.verify("bounce", match.group(1)) : OptionalLong.empty();
    }
}
