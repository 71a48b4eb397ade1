package app.rapport.channel.email.mime;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// RFC 2047, forgiving: words may stand in quotes or inside other words, contain spaces, and be cut inside a character, for
/// which neighbours of one charset are joined as bytes first.
final class EncodedWords {

    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]{1,60})\\?([bBqQ])\\?([^?\\r\\n]*)\\?=");

    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String charset = "";
    private @Nullable StringBuilder openBase64;

    private EncodedWords() {}

    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords().all(text) : Charsets.withoutNul(text);
    }

    /// Where the word that begins at `start` ends, -1 when there is none.
    static int end(String text, int start) {
        var matcher = WORD.matcher(text).region(start, Math.min(text.length(), start + 1_000));
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    private String all(String text) {
        var matcher = WORD.matcher(text);
        var last = 0;
        while (matcher.find()) {
            var between = text.substring(last, matcher.start());
            if (last == 0 || !between.isBlank()) plain(between);
            word(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2), matcher.group(3));
            last = matcher.end();
        }
        plain(text.substring(last));
        return Charsets.withoutNul(out.toString());
    }

    private void plain(String text) {
        flush();
        out.append(text);
    }

    private void word(String itsCharset, String encoding, String content) {
        if (!itsCharset.equals(charset)) flush();
        charset = itsCharset;
        if (encoding.equalsIgnoreCase("b")) {
            openBase64 = openBase64 == null ? new StringBuilder(content) : openBase64.append(content);
            if (content.endsWith("=") || openBase64.length() % 4 == 0) closeBase64();
        } else {
            closeBase64();
            quoted(content);
        }
    }

    private void closeBase64() {
        if (openBase64 != null) bytes.writeBytes(Base64s.decode(openBase64.toString()));
        openBase64 = null;
    }

    private void quoted(String content) {
        for (var i = 0; i < content.length(); i++) {
            var c = content.charAt(i);
            var hex = c == '=' ? hex(content, i + 1) : -1;
            if (hex >= 0) {
                bytes.write(hex);
                i += 2;
            } else if (c == '_') bytes.write(' ');
            else if (c < 128) bytes.write(c);
            else bytes.writeBytes(String.valueOf(c).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    static int hex(String text, int at) {
        if (at + 1 >= text.length()) return -1;
        var high = Character.digit(text.charAt(at), 16);
        var low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private void flush() {
        closeBase64();
        if (bytes.size() > 0) out.append(Charsets.decode(bytes.toByteArray(), charset));
        bytes.reset();
    }
}
