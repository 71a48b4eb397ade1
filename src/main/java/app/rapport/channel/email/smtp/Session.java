package app.rapport.channel.email.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One client, from greeting to good bye.
final class Session {

    private static final int PATIENCE = 100;
    private static final int LINGER = 256 * 1024;
    private static final Set<String> OTHER_PROTOCOLS = Set.of("GET", "POST", "HEAD", "PUT", "CONNECT", "OPTIONS");

    private final Socket socket;
    private final SmtpSettings settings;
    private final Conversation conversation;
    private final long deadline;
    private volatile boolean stopping;
    private volatile boolean busy;
    private Line line;
    private int idle;

    Session(Socket socket, SmtpSettings settings, Mailroom mailroom, Doorkeeper doorkeeper, Counters counters) throws IOException {
        this.socket = socket;
        this.settings = settings;
        this.conversation = new Conversation(settings, mailroom, doorkeeper, counters, socket.getInetAddress());
        this.deadline = System.nanoTime() + settings.timeouts().session().toNanos();
        this.line = new Line(socket, settings.timeouts().read());
        line.deadline(deadline);
    }

    InetAddress address() {
        return socket.getInetAddress();
    }

    void run() throws IOException {
        try {
            line.say("220 " + settings.hostname() + " ESMTP ready\r\n");
            while (step()) busy = conversation.inMail();
        } catch (Line.Broken broken) {
            line.say(broken.farewell.line());
            line.flush();
            linger();
        } catch (IOException gone) {
            if (stopping && !busy) sayClosing();
        }
        if (socket.isClosed() || socket.isOutputShutdown()) return;
        line.flush();
        line.close();
    }

    // Closed over unread bytes the line would be reset, and our last words lost with it.
    private void linger() throws IOException {
        if (socket.isInputShutdown()) return;
        socket.shutdownOutput();
        socket.setSoTimeout(500);
        try {
            socket.getInputStream().skipNBytes(LINGER);
        } catch (IOException over) {
            socket.close();
        }
    }

    private boolean step() throws IOException {
        if (stopping && !conversation.inMail()) return sayClosing();
        var command = line.command();
        if (command == null) return stopping && !conversation.inMail() && sayClosing();
        return obey(Command.of(command));
    }

    private boolean sayClosing() {
        line.say(Reply.of(421, "4.3.2", settings.hostname() + " is closing, try again").line());
        return false;
    }

    private boolean obey(Command command) throws IOException {
        if (OTHER_PROTOCOLS.contains(command.verb())) throw new Line.Broken(Reply.of(521, "5.5.1", "This is a mail server, good bye"));
        // The recipients of a mail have a limit of their own.
        if (conversation.isMailTaken() || command.verb().equals("RCPT") && conversation.inMail()) idle = 0;
        if (++idle > PATIENCE) throw new Line.Broken(Reply.of(421, "4.7.0", "Too many commands without a mail, good bye"));
        return switch (command.verb()) {
            case "QUIT" -> quit();
            case "STARTTLS" -> startTls(command);
            case "DATA" -> data(command);
            default -> answer(command);
        };
    }

    private boolean answer(Command command) {
        line.say(conversation.answer(command));
        if (command.verb().equals("MAIL") && conversation.inMail()) {
            line.deadline(Math.min(deadline, System.nanoTime() + settings.timeouts().mail().toNanos()));
            busy = true;
        } else if (!conversation.inMail()) line.deadline(deadline);
        return true;
    }

    private boolean quit() {
        line.say(Reply.of(221, "2.0.0", settings.hostname() + " good bye").line());
        return false;
    }

    private boolean data(Command command) throws IOException {
        var refusal = conversation.beforeData(command);
        if (refusal != null) {
            line.say(refusal.line());
            return true;
        }
        line.say("354 End with CR LF . CR LF\r\n");
        var received = Data.read(line, settings.limits().mailSize(), settings.spool());
        line.say(conversation.afterData(received).line());
        line.deadline(deadline);
        return true;
    }

    private boolean startTls(Command command) throws IOException {
        var refusal = conversation.beforeTls(command);
        if (refusal != null) {
            line.say(refusal.line());
            return true;
        }
        line.say(Reply.of(220, "2.0.0", "Go ahead").line());
        line.flush();
        // A new line with an empty buffer: what was sent in the clear behind STARTTLS is forgotten, not obeyed (RFC 3207 4.2).
        line = new Line(encrypted(), settings.timeouts().read());
        line.deadline(deadline);
        conversation.encrypted();
        return true;
    }

    private SSLSocket encrypted() throws IOException {
        var tls = settings.tls();
        if (tls == null) throw new IOException("TLS is not set up");
        socket.setSoTimeout((int) Math.min(30_000, settings.timeouts().read().toMillis()));
        var encrypted = (SSLSocket) tls.get().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        return encrypted;
    }

    /// A mail that is under way is finished; who only waits is sent away.
    void stop() throws IOException {
        stopping = true;
        if (!busy) socket.shutdownInput();
    }

    boolean overdue(long now) {
        return now - deadline > 10_000_000_000L;
    }

    void close() throws IOException {
        socket.close();
    }

    /// A line taken apart. `argument` is null when its bytes are not UTF-8.
    record Command(String verb, @Nullable String argument) {

        static Command of(byte[] bytes) {
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                var space = text.indexOf(' ');
                var verb = space < 0 ? text : text.substring(0, space);
                return new Command(verb.toUpperCase(Locale.ROOT), space < 0 ? "" : text.substring(space + 1));
            } catch (CharacterCodingException e) {
                return new Command("", null);
            }
        }
    }
}
