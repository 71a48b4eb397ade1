package app.rapport.channel.email.mime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mail, taken apart.
///
/// @param headers by name in lower case, in order, decoded
/// @param text the text part; @param html the HTML part
public record ParsedMail(Map<String, List<String>> headers, @Nullable String text, @Nullable String html, List<MailPart> parts, @Nullable String report) {

    /// A file of the mail. @param contentId without angle brackets
    public record MailPart(String name, String contentType, boolean inline, @Nullable String contentId, byte[] bytes) {}

    public String header(String name) {
        var values = headers.get(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    public List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
