package app.rapport.channel.email.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.stream.Field;

/// Header fields from bytes: unfolded and in the right characters whatever bytes were written.
final class HeaderReader {

    private HeaderReader() {}

    static void add(Headers headers, Field field, Limits limits) {
        var bytes = field.getRaw().toByteArray();
        var length = Math.min(bytes.length, limits.headerLength());
        var colon = 0;
        while (colon < length && bytes[colon] != ':') colon++;
        if (colon == length) return;
        var name = new String(bytes, 0, colon, StandardCharsets.US_ASCII).strip();
        headers.add(name, unfold(Charsets.decode(java.util.Arrays.copyOfRange(bytes, colon + 1, length), null)));
    }

    private static String unfold(String value) {
        return value.replaceAll("\\r?\\n[ \\t]*|\\r", " ").strip();
    }

    /// Blocks of fields parted by empty lines, as in a delivery report.
    static List<Headers> groups(String text) {
        var groups = new ArrayList<Headers>();
        for (var block : text.split("\\r?\\n[ \\t]*(?:\\r?\\n[ \\t]*)+")) {
            var headers = block(block);
            if (!headers.isEmpty()) groups.add(headers);
            if (groups.size() == 200) break;
        }
        return groups;
    }

    private static Headers block(String text) {
        var headers = new Headers();
        for (var line : text.replaceAll("\\r?\\n[ \\t]+", " ").split("\\r?\\n")) {
            var colon = line.indexOf(':');
            if (colon > 0 && line.lastIndexOf(' ', colon) < 0) headers.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return headers;
    }
}
