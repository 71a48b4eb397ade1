package app.rapport.channel.email.mime;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A file that came with a mail.
///
/// @param name        never empty, without path and control characters
/// @param contentType lower case, without parameters
/// @param contentId   without angle brackets
/// @param inline      whether the HTML shows it by its `cid:`
public record MailPart(String name, String contentType, @Nullable String contentId, boolean inline, Content content) {

    /// Bytes that lie in memory or in the mail's spool file.
    public interface Content {
        long size();

        InputStream open() throws IOException;
    }

    public long size() {
        return content.size();
    }

    /// Works until the mail is closed.
    public InputStream open() throws IOException {
        return content.open();
    }

    MailPart shownInline() {
        return new MailPart(name, contentType, contentId, true, content);
    }
}
