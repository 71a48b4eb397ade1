package app.rapport.channel.email.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Files written into the text itself, as before MIME. They are decoded as they are read and never lie in memory as a whole.
final class Uuencode {

    /// Who takes the files.
    interface Keeper {
        /// @return whether it was one: what is empty is left in the text
        boolean keep(String name, InputStream file) throws IOException;
    }

    private static final Pattern BEGIN = Pattern.compile("(?m)^begin [0-7]{3,4} ([^\\r\\n]{1,255})\\r?\\n");
    private static final Pattern END = Pattern.compile("(?m)^end\\s*$");
    /// A line holds 45 bytes as a rule and 63 at most: a letter for their number and 84 for them.
    private static final int LINE = 300;
    private static final int SOON = 64 * 1024;

    private Uuencode() {}

    /// The text without its files.
    static String split(String text, Keeper keeper) throws IOException {
        var rest = new StringBuilder();
        var last = 0;
        var begin = BEGIN.matcher(text);
        var end = END.matcher(text);
        while (begin.find(last) && end.find(begin.end())) {
            var kept = keeper.keep(begin.group(1).strip(), new Block(new Letters(text, begin.end(), end.start())));
            rest.append(text, last, kept ? begin.start() : end.end());
            last = end.end();
        }
        return last == 0 ? text : rest.append(text, last, text.length()).toString();
    }

    /// The file of a part that is nothing else; the part as it is when none begins soon.
    static InputStream file(InputStream part) throws IOException {
        var start = part.readNBytes(SOON);
        var begin = BEGIN.matcher(new String(start, StandardCharsets.ISO_8859_1));
        var begins = begin.find();
        var from = begins ? begin.end() : 0;
        var rest = new SequenceInputStream(new ByteArrayInputStream(start, from, start.length - from), part);
        return begins ? new Block(new BufferedInputStream(rest)) : rest;
    }

    /// Without its end, and no more than the beginning of one that is too long.
    private static @Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        var c = in.read();
        if (c < 0) return null;
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() < LINE) line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /// A stretch of a text, by its letters: none that means something here is beyond ASCII.
    private static final class Letters extends InputStream {

        private final String text;
        private final int end;
        private int at;

        Letters(String text, int from, int end) {
            this.text = text;
            this.at = from;
            this.end = end;
        }

        @Override
        public int read() {
            return at < end ? text.charAt(at++) & 0xff : -1;
        }
    }

    /// Lines on their way to being bytes, until one says `end`.
    private static final class Block extends InputStream {

        private final InputStream lines;
        private final byte[] bytes = new byte[64];
        private int at;
        private int count;
        private boolean over;

        Block(InputStream lines) {
            this.lines = lines;
        }

        @Override
        public int read() throws IOException {
            while (at == count && !over) decode(line(lines));
            return at < count ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) return 0;
            var first = read();
            if (first < 0) return -1;
            target[offset] = (byte) first;
            var more = Math.min(length - 1, count - at);
            System.arraycopy(bytes, at, target, offset + 1, more);
            at += more;
            return more + 1;
        }

        private void decode(@Nullable String line) {
            at = 0;
            count = 0;
            if (line == null || line.equals("end")) {
                over = true;
                return;
            }
            if (line.isEmpty()) return;
            var length = value(line, 0);
            for (var from = 1; count < length && from < line.length(); from += 4) {
                var bits = value(line, from) << 18 | value(line, from + 1) << 12 | value(line, from + 2) << 6 | value(line, from + 3);
                for (var shift = 16; shift >= 0 && count < length; shift -= 8) bytes[count++] = (byte) (bits >> shift);
            }
        }

        private static int value(String line, int at) {
            return at < line.length() ? line.charAt(at) - 32 & 0x3f : 0;
        }
    }
}
