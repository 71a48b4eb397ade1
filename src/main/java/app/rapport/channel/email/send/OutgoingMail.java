package app.rapport.channel.email.send;

import app.rapport.channel.email.mime.MailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A mail to be sent, in no format yet.
///
/// @param html           may be null, `text` never
/// @param messageId      without brackets, as `inReplyTo` and `references`
/// @param autoSubmitted  RFC 3834, for example `auto-replied`
/// @param envelopeSender where reports go, "" for `<>`
public record OutgoingMail(MailAddress from, List<MailAddress> replyTo, List<MailAddress> to, List<MailAddress> cc, String subject,
        @Nullable String html, String text, List<OutgoingFile> inline, List<OutgoingFile> attachments, String messageId, @Nullable String inReplyTo,
        List<String> references, @Nullable String autoSubmitted, Map<String, String> headers, String envelopeSender, Instant date) {

    /// Whether an address of it does without ASCII, so that it goes to servers that offer SMTPUTF8 only (RFC 6531). Names and texts are encoded.
    boolean isInternational() {
        var all = Stream.of(List.of(from), replyTo, to, cc).flatMap(List::stream).map(MailAddress::address);
        return Stream.concat(all, Stream.of(envelopeSender, messageId)).anyMatch(OutgoingMail::isInternational);
    }

    static boolean isInternational(String address) {
        return address.chars().anyMatch(c -> c > 127);
    }
}
