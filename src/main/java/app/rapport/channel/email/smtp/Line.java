package app.rapport.channel.email.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One connection's bytes in both directions. Answers gather until the client must be waited for (RFC 2920), and every wait
/// is cut short by the nearest deadline.
final class Line {

    /// What ends a session without another word of the client.
    static final class Broken extends IOException {
        final Reply farewell;

        Broken(Reply farewell) {
            super(farewell.text());
            this.farewell = farewell;
        }
    }

    private static final int COMMAND_LIMIT = 4096;

    private final Socket socket;
    private final InputStream in;
    private final java.io.OutputStream out;
    private final StringBuilder replies = new StringBuilder();
    private final byte[] buffer = new byte[16 * 1024];
    private final Duration read;
    private int at;
    private int end;
    private long deadline = Long.MAX_VALUE;

    Line(Socket socket, Duration read) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.read = read;
    }

    /// In the terms of `System.nanoTime`.
    void deadline(long nanoTime) {
        deadline = nanoTime;
    }

    void say(String lines) {
        replies.append(lines);
    }

    void flush() throws IOException {
        if (replies.isEmpty()) return;
        out.write(replies.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        replies.setLength(0);
    }

    /// Ends an encrypted line as TLS wants it ended.
    void close() throws IOException {
        socket.close();
    }

    int read() throws IOException {
        if (at == end) fill();
        return at == end ? -1 : buffer[at++] & 0xff;
    }

    private void fill() throws IOException {
        flush();
        var left = deadline == Long.MAX_VALUE ? Long.MAX_VALUE : (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) throw new Broken(Reply.of(421, "4.4.2", "Took too long, good bye"));
        socket.setSoTimeout((int) Math.min(read.toMillis(), left));
        try {
            end = Math.max(0, in.read(buffer));
            at = 0;
        } catch (SocketTimeoutException silent) {
            throw new Broken(Reply.of(421, "4.4.2", "Nothing heard for too long, good bye"));
        }
    }

    /// A command without its CRLF.
    ///
    /// @return null at the end of the stream
    byte @org.jspecify.annotations.Nullable [] command() throws IOException {
        var line = new java.io.ByteArrayOutputStream(128);
        for (var last = -1; ; ) {
            var c = read();
            if (c < 0) return null;
            if (c == '\n' && last == '\r') return line.toByteArray();
            // Where a line ends must never be in doubt, or one side's text is the other side's command.
            if (c == '\n' || last == '\r') throw new Broken(Reply.of(521, "5.5.2", "Lines end with CR LF, good bye"));
            if (c != '\r' && line.size() == COMMAND_LIMIT) throw new Broken(Reply.of(500, "5.5.6", "Line too long, good bye"));
            if (c != '\r') line.write(c);
            last = c;
        }
    }
}
