package app.rapport.channel.email.send;

import app.rapport.channel.email.mime.MailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mail to be sent, in no format yet.
///
/// @param html           may be null, `text` never
/// @param messageId      without brackets, as `inReplyTo` and `references`
/// @param autoSubmitted  RFC 3834, for example `auto-replied`
/// @param envelopeSender where reports go, "" for `<>`
public record OutgoingMail(MailAddress from, List<MailAddress> replyTo, List<MailAddress> to, List<MailAddress> cc, String subject,
        @Nullable String html, String text, List<OutgoingFile> inline, List<OutgoingFile> attachments, String messageId, @Nullable String inReplyTo,
        List<String> references, @Nullable String autoSubmitted, Map<String, String> headers, String envelopeSender, Instant date) {}
