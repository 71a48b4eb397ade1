package app.rapport.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Mail from and to the outside world: many lines that send, one server that takes everything.
final class Mails implements AutoCloseable {

    private static final int LINES = 16;

    private final ServerSocket sink;
    private final AtomicInteger taken = new AtomicInteger();

    Mails() throws IOException {
        sink = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return sink.getLocalPort();
    }

    int taken() {
        return taken.get();
    }

    /// Sends mails of new customers over 16 lines, each with a token of its own as the last word of its subject; returns when the last
    /// has its 250.
    static void send(int port, String to, Pace pace) throws IOException {
        var failed = new AtomicReference<@Nullable IOException>();
        try (var lines = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < LINES; i++) {
                var seed = System.nanoTime() + i;
                lines.submit(() -> {
                    try {
                        line(port, to, pace, new Random(seed));
                    } catch (IOException e) {
                        failed.compareAndSet(null, e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        }
        var failure = failed.get();
        if (failure != null) throw failure;
    }

    private static void line(int port, String to, Pace pace, Random random) throws IOException, InterruptedException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            expect(in, 220);
            say(socket, "EHLO bench\r\n");
            expect(in, 250);
            while (pace.awaitNext()) {
                var token = Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
                say(socket, "MAIL FROM:<" + token + "@example.org>\r\nRCPT TO:<" + to + ">\r\nDATA\r\n");
                expect(in, 250);
                expect(in, 250);
                expect(in, 354);
                say(socket, "From: Customer <" + token + "@example.org>\r\nTo: " + to + "\r\nSubject: " + Company.words(5, random) + " " + token + "\r\nMessage-ID: <" + token
                        + "@example.org>\r\nDate: Wed, 25 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + Company.words(120, random).replace("\n", "\r\n") + "\r\n.\r\n");
                expect(in, 250);
                pace.accepted(token);
            }
            say(socket, "QUIT\r\n");
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void expect(BufferedReader in, int code) throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.length() > 3 && line.charAt(3) == '-') continue;
            if (!line.startsWith("" + code)) throw new IOException("Expected " + code + ", was told " + line);
            return;
        }
        throw new IOException("The line was cut");
    }

    private void listen() {
        while (!sink.isClosed()) {
            try {
                var client = sink.accept();
                Thread.ofVirtual().start(() -> take(client));
            } catch (IOException closed) {
                // Asked again by the loop.
            }
        }
    }

    private void take(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            say(client, "220 sink\r\n");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("DATA")) {
                    say(client, "354 Go on\r\n");
                    for (var text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) continue;
                    taken.incrementAndGet();
                }
                say(client, line.startsWith("QUIT") ? "221 Bye\r\n" : "250 2.0.0 Ok\r\n");
            }
        } catch (IOException gone) {
            // The client went away.
        }
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
