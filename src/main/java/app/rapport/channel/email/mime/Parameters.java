package app.rapport.channel.email.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A structured field: its value in lower case and its parameters with RFC 2231 put together and encoded words decoded.
record Parameters(String value, Map<String, String> parameters) {

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^=;\\s\"]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)(?:\"|$)|([^;]*))", Pattern.DOTALL);
    private static final Pattern CONTINUED = Pattern.compile("([^*]+)(?:\\*(\\d{1,4}))?(\\*)?");

    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    static Parameters parse(@Nullable String field) {
        if (field == null) return new Parameters("", Map.of());
        var semicolon = field.indexOf(';');
        var value = (semicolon < 0 ? field : field.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        if (semicolon < 0) return new Parameters(value, Map.of());
        var pieces = new HashMap<String, TreeMap<Integer, Piece>>();
        var matcher = PARAMETER.matcher(field).region(semicolon, field.length());
        while (matcher.find()) collect(pieces, matcher.group(1).toLowerCase(Locale.ROOT), value(matcher.group(2), matcher.group(3)));
        var found = new HashMap<String, String>();
        pieces.forEach((name, itsPieces) -> found.put(name, joined(itsPieces)));
        return new Parameters(value, found);
    }

    private static String value(@Nullable String quoted, @Nullable String bare) {
        if (quoted != null) return quoted.replaceAll("\\\\([\"\\\\])", "$1");
        return bare == null ? "" : bare.strip();
    }

    private record Piece(String text, boolean encoded) {}

    private static void collect(Map<String, TreeMap<Integer, Piece>> pieces, String name, String value) {
        var matcher = CONTINUED.matcher(name);
        if (!matcher.matches()) return;
        var index = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
        var piece = new Piece(value, matcher.group(3) != null);
        var known = pieces.computeIfAbsent(matcher.group(1), _ -> new TreeMap<>());
        // "filename*" says it better than "filename" beside it.
        if (index >= 0 || piece.encoded() || !known.containsKey(-1)) known.put(index, piece);
    }

    private static String joined(TreeMap<Integer, Piece> pieces) {
        var single = pieces.get(-1);
        if (single != null && (single.encoded() || pieces.size() == 1)) {
            return single.encoded() ? decoded(new TreeMap<>(Map.of(0, single))) : EncodedWords.decode(single.text());
        }
        pieces.remove(-1);
        return decoded(pieces);
    }

    private static String decoded(TreeMap<Integer, Piece> pieces) {
        var bytes = new ByteArrayOutputStream();
        String charset = null;
        var first = true;
        for (var piece : pieces.values()) {
            var text = piece.text();
            if (first && piece.encoded() && text.indexOf('\'') >= 0 && text.indexOf('\'', text.indexOf('\'') + 1) >= 0) {
                charset = text.substring(0, text.indexOf('\''));
                text = text.substring(text.indexOf('\'', text.indexOf('\'') + 1) + 1);
            }
            if (piece.encoded()) percent(bytes, text);
            else bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            first = false;
        }
        return EncodedWords.decode(Charsets.decode(bytes.toByteArray(), charset));
    }

    private static void percent(ByteArrayOutputStream out, String text) {
        for (var i = 0; i < text.length(); i++) {
            var hex = text.charAt(i) == '%' ? EncodedWords.hex(text, i + 1) : -1;
            if (hex >= 0) {
                out.write(hex);
                i += 2;
            } else out.writeBytes(String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8));
        }
    }
}
