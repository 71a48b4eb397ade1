package app.rapport.channel.email.mime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Files written into the text itself, as before MIME.
final class Uuencode {

    @SuppressWarnings("ArrayRecordComponent") // carried from here to the spool, never compared
    record Found(String name, byte[] bytes) {}

    record Split(String text, List<Found> files) {}

    private static final Pattern BEGIN = Pattern.compile("(?m)^begin [0-7]{3,4} ([^\\r\\n]{1,255})\\r?\\n");
    private static final Pattern END = Pattern.compile("(?m)^end\\s*$");

    private Uuencode() {}

    static Split split(String text) {
        var rest = new StringBuilder();
        var files = new ArrayList<Found>();
        var last = 0;
        var begin = BEGIN.matcher(text);
        var end = END.matcher(text);
        while (begin.find(last) && end.find(begin.end())) {
            var bytes = decode(text.substring(begin.end(), end.start()));
            rest.append(text, last, bytes.length == 0 ? end.end() : begin.start());
            if (bytes.length > 0) files.add(new Found(begin.group(1).strip(), bytes));
            last = end.end();
        }
        return new Split(files.isEmpty() ? text : rest.append(text.substring(last)).toString(), files);
    }

    static byte[] decode(String lines) {
        var out = new ByteArrayOutputStream();
        lines.lines().forEach(line -> line(line, out));
        return out.toByteArray();
    }

    private static void line(String line, ByteArrayOutputStream out) {
        if (line.isEmpty()) return;
        var length = value(line, 0);
        for (int at = 1, done = 0; done < length && at < line.length(); at += 4) {
            var bits = value(line, at) << 18 | value(line, at + 1) << 12 | value(line, at + 2) << 6 | value(line, at + 3);
            for (var shift = 16; shift >= 0 && done < length; shift -= 8, done++) out.write(bits >> shift & 0xff);
        }
    }

    private static int value(String line, int at) {
        return at < line.length() ? line.charAt(at) - 32 & 0x3f : 0;
    }
}
