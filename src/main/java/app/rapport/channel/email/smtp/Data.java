package app.rapport.channel.email.smtp;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads one body up to CR LF . CR LF and nothing else, takes the dots off, and finds what must be refused. A refused body is
/// read to its end all the same: its lines are never commands.
final class Data {

    /// Either the body or the refusal.
    record Received(@Nullable Body body, @Nullable Reply refusal) {}

    private static final int LINE_LIMIT = 64 * 1024;

    private enum At { LINE_START, TEXT, CR, DOT, DOT_CR, END }

    private final Line line;
    private final long limit;
    private final BodyWriter writer;
    private final byte[] pending = new byte[8192];
    private int count;
    private int lineLength;
    private At at = At.LINE_START;
    private @Nullable Reply refusal;

    private Data(Line line, long limit, BodyWriter writer) {
        this.line = line;
        this.limit = limit;
        this.writer = writer;
    }

    static Received read(Line line, long limit, Path spool) throws IOException {
        try (var writer = new BodyWriter(spool)) {
            return new Data(line, limit, writer).read();
        }
    }

    private Received read() throws IOException {
        while (at != At.END) {
            var c = line.read();
            if (c < 0) throw new java.io.EOFException("The client went away within DATA");
            at = next(c);
        }
        flush();
        return refusal != null ? new Received(null, refusal) : new Received(writer.finish(), null);
    }

    private At next(int c) throws IOException {
        switch (at) {
            case LINE_START -> {
                if (c == '.') return At.DOT;
            }
            case DOT -> {
                if (c == '\r') return At.DOT_CR;
            }
            case CR -> {
                if (c == '\n') return lineEnd();
                bare("CR");
            }
            case DOT_CR -> {
                if (c == '\n') return At.END;
                bare("CR");
            }
            case TEXT, END -> {}
        }
        return text(c);
    }

    private At text(int c) throws IOException {
        if (c == '\r') return At.CR;
        // A bare LF starts no line: "LF . CR LF" is not an end, whatever the machine before us believed.
        if (c == '\n') bare("LF");
        if (++lineLength == LINE_LIMIT) refuse(Reply.of(554, "5.6.0", "A line is longer than 64 KB"));
        put(c);
        return At.TEXT;
    }

    private At lineEnd() throws IOException {
        put('\r');
        put('\n');
        lineLength = 0;
        return At.LINE_START;
    }

    private void bare(String what) {
        refuse(Reply.of(550, "5.6.0", "Bare " + what + " in the message: lines end with CR LF"));
    }

    private void refuse(Reply reply) {
        if (refusal == null) refusal = reply;
    }

    private void put(int c) throws IOException {
        if (count == pending.length) flush();
        pending[count++] = (byte) c;
    }

    private void flush() throws IOException {
        if (writer.size() + count > limit) refuse(Reply.of(552, "5.3.4", "Message is larger than " + limit + " bytes"));
        if (refusal == null && count > 0) store();
        count = 0;
    }

    // A full disk is our trouble and passes: the client keeps the mail and comes again.
    private void store() {
        try {
            writer.write(pending, count);
        } catch (IOException e) {
            refuse(Reply.of(452, "4.3.1", "No room for the message just now"));
        }
    }
}
