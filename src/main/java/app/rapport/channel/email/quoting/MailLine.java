package app.rapport.channel.email.quoting;

/// One line of a mail as a reader sees it, with what its markup says about it.
///
/// @param quoted    inside of a quotation, by `>` or by markup
/// @param cut       a mail program's own mark that all from here on is the earlier mail
/// @param signature marked as signature by markup
public record MailLine(String text, boolean quoted, boolean cut, boolean signature) {

    /// A line of a plain text mail.
    public static MailLine plain(String text) {
        return new MailLine(text, text.stripLeading().startsWith(">"), false, false);
    }

    /// Without the marks that only steer line breaks and writing direction.
    String words() {
        return text.replaceAll("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "").replaceAll("[\\s\\u00a0\\u202f]+", " ").strip();
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
