package app.rapport.channel.email.mime;

/// How much of a mail is looked at; what lies beyond is noted as a problem, not an error.
///
/// @param parts        leaves that are read, files written into a text among them
/// @param depth        nesting of multiparts; deeper ones become an attachment as they are
/// @param headers      header fields of one part
/// @param headerLength bytes of one header field
/// @param total        bytes of the whole mail. No encoding makes more of them than it takes, so its parts, the mails in it and their
///                     files together are no longer
public record Limits(int parts, int depth, int headers, int headerLength, Text text, long total) {

    /// What is shown.
    ///
    /// @param one   bytes of one text
    /// @param all   characters of all texts of a mail together
    /// @param lines lines of all plain ones
    public record Text(int one, int all, int lines) {}

    public static final Limits USUAL = new Limits(1_000, 30, 2_000, 512 * 1024, new Text(4 << 20, 8 << 20, 100_000), 100L << 20);

    /// As people say it.
    static String size(long bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MB" : bytes + " bytes";
    }
}
