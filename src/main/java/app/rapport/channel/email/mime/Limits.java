package app.rapport.channel.email.mime;

/// How much of a mail is looked at; what lies beyond is noted as a problem, not an error.
///
/// @param parts        leaves that are read
/// @param depth        nesting of multiparts; deeper ones become an attachment as they are
/// @param headers      header fields of one part
/// @param headerLength bytes of one header field
/// @param text         bytes of one text that is shown
/// @param total        bytes of the whole mail
public record Limits(int parts, int depth, int headers, int headerLength, int text, long total) {

    public static final Limits USUAL = new Limits(1_000, 30, 2_000, 512 * 1024, 4 << 20, 100L << 20);
}
