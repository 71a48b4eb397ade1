package app.rapport.channel.email.mime;

import static java.util.Map.entry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/// Bytes to text: what was declared, else strict UTF-8, else a guess when there is enough to guess by, else windows-1252.
final class Charsets {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int ENOUGH_TO_GUESS = 30;

    // What mail programs mean when they say the name on the left.
    private static final Map<String, String> MEANT = Map.ofEntries(
            entry("iso-8859-1", "windows-1252"), entry("latin1", "windows-1252"), entry("iso8859-1", "windows-1252"),
            entry("iso-8859-9", "windows-1254"), entry("iso-8859-8-i", "iso-8859-8"), entry("iso-8859-11", "x-windows-874"),
            entry("tis-620", "x-windows-874"), entry("gb2312", "GB18030"), entry("gbk", "GB18030"), entry("x-gbk", "GB18030"),
            entry("ks_c_5601-1987", "MS949"), entry("ks_c_5601", "MS949"), entry("euc-kr", "MS949"), entry("cp949", "MS949"),
            entry("shift_jis", "windows-31j"), entry("shift-jis", "windows-31j"), entry("sjis", "windows-31j"),
            entry("x-sjis", "windows-31j"), entry("cp932", "windows-31j"), entry("iso-2022-jp", "x-windows-iso2022jp"),
            entry("macintosh", "x-MacRoman"), entry("utf8", "UTF-8"), entry("utf-8mb4", "UTF-8"), entry("unicode", "UTF-16"),
            entry("cp-850", "IBM850"), entry("ansi", "windows-1252"));

    private Charsets() {}

    static String decode(byte[] bytes, @Nullable String declared) {
        var name = clean(declared);
        if (Utf7.isName(name)) return withoutNul(Utf7.decode(new String(bytes, StandardCharsets.US_ASCII)));
        var charset = named(name);
        if (charset != null) {
            var text = strict(bytes, charset);
            if (text != null) return withoutNul(text);
        }
        if (charset != null && mostlyRight(bytes, charset)) return withoutNul(new String(bytes, charset));
        return withoutNul(undeclared(bytes));
    }

    private static String clean(@Nullable String declared) {
        if (declared == null) return "";
        var star = declared.indexOf('*');
        return (star < 0 ? declared : declared.substring(0, star)).replaceAll("[\"'\\s;]", "").toLowerCase(Locale.ROOT);
    }

    // ASCII that holds other bytes is nothing we can believe, so it does not count as declared.
    private static @Nullable Charset named(String name) {
        if (name.isEmpty() || name.equals("us-ascii") || name.equals("ascii")) return null;
        try {
            return Charset.forName(MEANT.getOrDefault(name, name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    private static @Nullable String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    // One cut character must not turn a whole page of Japanese into accents.
    private static boolean mostlyRight(byte[] bytes, Charset charset) {
        var text = new String(bytes, charset);
        var wrong = text.chars().filter(c -> c == '\ufffd').count();
        return wrong * 10 < text.chars().filter(c -> c > 127).count();
    }

    static String undeclared(byte[] bytes) {
        var utf8 = strict(bytes, StandardCharsets.UTF_8);
        if (utf8 != null) return utf8;
        if (mostlyRight(bytes, StandardCharsets.UTF_8)) return new String(bytes, StandardCharsets.UTF_8);
        var guess = named(clean(guess(bytes)));
        var guessed = guess == null ? null : strict(bytes, guess);
        return guessed != null ? guessed : new String(bytes, WINDOWS_1252);
    }

    private static @Nullable String guess(byte[] bytes) {
        var foreign = 0;
        for (var b : bytes) if (b < 0) foreign++;
        if (foreign < ENOUGH_TO_GUESS) return null;
        var detector = new UniversalDetector();
        detector.handleData(bytes, 0, Math.min(bytes.length, 64 * 1024));
        detector.dataEnd();
        var guess = detector.getDetectedCharset();
        // The detector takes some Russian for it; no mail program ever wrote it.
        return guess != null && guess.matches("(?i)(?:x-)?mac-?cyrillic|iso-8859-5|ibm8(?:55|66)") ? "windows-1251" : guess;
    }

    // PostgreSQL keeps no NUL in a text.
    static String withoutNul(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
}
