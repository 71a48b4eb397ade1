package app.rapport.testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A peer that sends many mails over several lines, does something at byte counts that it draws, and sends every mail again,
/// the same bytes, until it has seen 250 for it. It keeps its own list of those.
public final class Flood {

    private static final int LINES = 8;
    private static final int CHUNK = 512;

    /// A mail by its content. @param token stands in its subject and in its text, and in no other
    public record Mail(String token, String from, String text) {}

    private final int port;
    private final Random random;
    private final Map<String, Mail> accepted = new ConcurrentHashMap<>();
    private final Queue<Long> strikes = new ArrayDeque<>();
    private final Runnable strike;
    private long written;

    /// @param strike done by the line that reaches a drawn byte, in the midst of its mail; the others go on meanwhile, but for another strike
    public Flood(int port, long seed, Runnable strike) {
        this.port = port;
        this.random = new Random(seed);
        this.strike = strike;
    }

    /// Sends `count` mails; returns when each has its 250.
    public void send(int count, int strikeCount) {
        var mails = new ArrayList<Mail>();
        for (var i = 0; i < count; i++) mails.add(mail(i));
        var size = mails.stream().mapToLong(mail -> bytes(mail).length).sum();
        var drawn = new ArrayList<Long>();
        // Within the first nine tenths: what is sent again comes on top, so each of them is reached.
        for (var i = 0; i < strikeCount; i++) drawn.add(1 + random.nextLong(size * 9 / 10));
        Collections.sort(drawn);
        strikes.addAll(drawn);
        var waiting = new ConcurrentLinkedQueue<>(mails);
        var lines = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < LINES; i++) lines.add(threads.submit(() -> line(waiting)));
        }
        for (var line : lines) {
            if (line.state() == Future.State.FAILED) throw new AssertionError("A line gave up: " + line.exceptionNow(), line.exceptionNow());
        }
        if (!strikes.isEmpty()) throw new IllegalStateException("Not all strikes were reached");
    }

    /// What the other side has said 250 to, by token.
    public Map<String, Mail> accepted() {
        return new TreeMap<>(accepted);
    }

    private Mail mail(int number) {
        var token = "T" + number + "x" + Long.toHexString(random.nextLong());
        var words = new StringBuilder("The mark is " + token + ".");
        // Now and then one that is kept in the file store rather than in the intake's row.
        var lines = number % 40 == 7 ? 1500 : random.nextInt(30);
        for (var i = 0; i < lines; i++) words.append("\r\nLine ").append(i).append(" of ").append(token).append(" says ").append(Long.toHexString(random.nextLong()));
        return new Mail(token, "customer" + number + "@example.org", words.toString());
    }

    private static byte[] bytes(Mail mail) {
        return ("From: <" + mail.from + ">\r\nTo: <" + Cast.SUPPORT + ">\r\nSubject: Mail " + mail.token + "\r\nMessage-ID: <" + mail.token + "@example.org>\r\n"
                + "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\n\r\n" + mail.text + "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void line(Queue<Mail> waiting) {
        for (var mail = waiting.poll(); mail != null; mail = waiting.poll()) {
            var stubborn = mail;
            await().pollInterval(Duration.ofMillis(50)).pollDelay(Duration.ZERO).atMost(Duration.ofMinutes(3)).until(() -> isAccepted(stubborn));
            accepted.put(mail.token, mail);
        }
    }

    private boolean isAccepted(Mail mail) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
            socket.setSoTimeout(60_000);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return says(in, 220) && told(socket, in, "HELO flood", 250) && told(socket, in, "MAIL FROM:<" + mail.from + ">", 250)
                    && told(socket, in, "RCPT TO:<" + Cast.SUPPORT + ">", 250) && told(socket, in, "DATA", 354) && told(socket, in, bytes(mail), 250);
        } catch (IOException broken) {
            return false;
        }
    }

    private boolean told(Socket socket, BufferedReader in, String command, int expected) throws IOException {
        return told(socket, in, (command + "\r\n").getBytes(StandardCharsets.US_ASCII), expected);
    }

    private boolean told(Socket socket, BufferedReader in, byte[] bytes, int expected) throws IOException {
        for (var from = 0; from < bytes.length; from += CHUNK) {
            var length = Math.min(CHUNK, bytes.length - from);
            socket.getOutputStream().write(bytes, from, length);
            count(length);
        }
        return says(in, expected);
    }

    private static boolean says(BufferedReader in, int expected) throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.length() < 4 || line.charAt(3) != '-') return line.startsWith("" + expected);
        }
        return false;
    }

    private void count(int bytes) {
        var due = new ArrayList<Long>();
        synchronized (this) {
            written += bytes;
            while (!strikes.isEmpty() && strikes.element() <= written) due.add(strikes.remove());
        }
        // One after the other: two lines that reach their bytes at once would hit what the other is just bringing back.
        synchronized (strike) {
            for (var ignored : due) strike.run();
        }
    }
}
