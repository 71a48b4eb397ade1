package app.rapport.channel.email.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/// Header fields from bytes: unfolded and in the right characters whatever bytes were written.
final class HeaderReader {

    // Possessive, or a thousand empty lines are as many calls in each other.
    private static final Pattern EMPTY_LINES = Pattern.compile("\\r?\\n[ \\t]*+(?:\\r?\\n[ \\t]*+)++");

    private HeaderReader() {}

    static void add(Headers headers, Field field, Limits limits) {
        var bytes = field.getRaw().toByteArray();
        var length = Math.min(bytes.length, limits.headerLength());
        var colon = 0;
        while (colon < length && bytes[colon] != ':') colon++;
        if (colon == length) return;
        var name = new String(bytes, 0, colon, StandardCharsets.US_ASCII).strip();
        headers.add(name, unfold(Charsets.decode(Arrays.copyOfRange(bytes, colon + 1, length), null)));
    }

    /// The header at the beginning of an attached mail.
    static Headers read(byte[] mail, Limits limits) throws IOException, MimeException {
        var headers = new Headers();
        var stream = new MimeTokenStream(new MimeConfig.Builder().setMaxHeaderCount(-1).setMaxHeaderLen(-1).setMaxLineLen(-1).build());
        stream.parse(new ByteArrayInputStream(mail));
        for (var state = stream.next(); state == EntityState.T_FIELD || state == EntityState.T_START_HEADER; state = stream.next()) {
            if (state == EntityState.T_FIELD) add(headers, stream.getField(), limits);
        }
        return headers;
    }

    private static String unfold(String value) {
        return value.replaceAll("\\r?\\n[ \\t]*|\\r", " ").strip();
    }

    /// Blocks of fields parted by empty lines, as in a delivery report.
    static List<Headers> groups(String text) {
        var groups = new ArrayList<Headers>();
        for (var block : EMPTY_LINES.split(text)) {
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
