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

    /// Without the marks that only steer line breaks and writing direction, with single blanks. Asked for often: one pass.
    String words() {
        var words = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (isMark(letter)) continue;
            if (!isSpace(letter)) words.append(letter);
            else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') words.append(' ');
        }
        return words.toString().stripTrailing();
    }

    private static boolean isMark(char letter) {
        return letter >= '\u200e' && (letter <= '\u200f' || letter >= '\u202a' && letter <= '\u202e' || letter >= '\u2066' && letter <= '\u2069');
    }

    private static boolean isSpace(char letter) {
        return letter <= ' ' || letter == '\u00a0' || letter == '\u202f' || letter > '\u1000' && Character.isWhitespace(letter);
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
