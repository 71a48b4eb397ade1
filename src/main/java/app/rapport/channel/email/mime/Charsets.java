package app.rapport.channel.email.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/// Which letters the bytes are: as declared, else UTF-8 if it is, else what a detector says of longer text, else windows-1252.
final class Charsets {

    /// What mail means by these names is more than the standard says.
    private static final Map<String, String> ALIASES = Map.of(
            "iso-8859-1", "windows-1252", "us-ascii", "windows-1252", "ascii", "windows-1252", "gb2312", "GB18030", "gbk", "GB18030",
            "ks_c_5601-1987", "MS949", "shift_jis", "windows-31j", "cp932", "windows-31j", "macintosh", "x-MacRoman");
    private static final int ENOUGH_TO_GUESS = 30;

    private Charsets() {}

    static String text(byte[] bytes, @Nullable String declared) {
        var named = declared == null ? Optional.<Charset>empty() : named(declared);
        // A declaration of plain ASCII is often a default that nobody meant.
        if (named.isPresent() && !named.get().name().equals("windows-1252")) return new String(bytes, named.get());
        var utf8 = strict(bytes);
        if (utf8 != null) return utf8;
        if (named.isPresent()) return new String(bytes, named.get());
        return new String(bytes, guessed(bytes));
    }

    private static Optional<Charset> named(String name) {
        var key = name.strip().toLowerCase(Locale.ROOT);
        try {
            return Optional.of(Charset.forName(ALIASES.getOrDefault(key, key)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String strict(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static Charset guessed(byte[] bytes) {
        var high = 0;
        for (var b : bytes) if (b < 0) high++;
        if (high >= ENOUGH_TO_GUESS) {
            var detector = new UniversalDetector();
            detector.handleData(bytes, 0, bytes.length);
            detector.dataEnd();
            var found = detector.getDetectedCharset();
            if (found != null) return named(found).orElse(Charset.forName("windows-1252"));
        }
        return Charset.forName("windows-1252");
    }
}
