package app.rapport.channel.email.mime;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A mail taken apart.
///
/// @param messageId   without angle brackets
/// @param from        the first author; null when there is none that can be read
/// @param references  Message-IDs without brackets, oldest first, In-Reply-To merged in as the last
/// @param text        the plain text, null when a part of the mail is in HTML only
/// @param html        as it came: must not be shown before it went through `MailHtml`
/// @param attachments what is not text, inline pictures included
/// @param report      of a multipart/report
/// @param returned    header of the first mail that is attached or returned
/// @param problems    what was broken or left out, for people
/// @param cut         whether parts were left out because there are too many, or too much of them
/// @param shortened   whether less of its text is in here than came
public record ParsedMail(@Nullable String messageId, @Nullable MailAddress from, @Nullable MailAddress sender,
        List<MailAddress> replyTo, List<MailAddress> to, List<MailAddress> cc, String subject, @Nullable Instant date,
        List<String> references, Headers headers, @Nullable String text, @Nullable String html, List<MailPart> attachments,
        Optional<MailReport> report, Headers returned, List<String> problems, boolean cut, boolean shortened, Closeable spool) implements Closeable {

    /// Deletes the spool file: attachments cannot be opened afterwards.
    @Override
    public void close() throws IOException {
        spool.close();
    }
}
