package app.rapport.channel.email.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives mail: one virtual thread per client, limits at the door, a stop that cuts no mail in half.
public final class SmtpServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SmtpServer.class);

    private final SmtpSettings settings;
    private final Mailroom mailroom;
    private final ServerSocket server;
    private final Doorkeeper doorkeeper;
    private final Counters counters = new Counters();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final ThreadFactory threads = Thread.ofVirtual().name("smtp-", 1).factory();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private SmtpServer(SmtpSettings settings, Mailroom mailroom) throws IOException {
        this.settings = settings;
        this.mailroom = mailroom;
        this.doorkeeper = new Doorkeeper(settings.limits());
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(settings.bind(), 1024);
    }

    /// Listens when it returns.
    ///
    /// @throws UncheckedIOException when the port is taken
    public static SmtpServer start(SmtpSettings settings, Mailroom mailroom) {
        try {
            var server = new SmtpServer(settings, mailroom);
            var accepting = new Accepting(server.server, socket -> server.threads.newThread(() -> server.receive(socket)).start());
            Thread.ofPlatform().name("smtp-accept").daemon().start(accepting);
            Thread.ofVirtual().name("smtp-overdue").start(server::closeOverdue);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot receive mail on " + settings.bind() + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public SmtpCounts counts() {
        return counters.counts(doorkeeper.open());
    }

    private void receive(Socket socket) {
        try (socket) {
            counters.connections.increment();
            socket.setTcpNoDelay(true);
            var address = socket.getInetAddress();
            if (!doorkeeper.enter(address)) {
                turnAway(socket);
                return;
            }
            try {
                serve(new Session(socket, settings, mailroom, doorkeeper, counters));
            } finally {
                doorkeeper.leave(address);
            }
        } catch (IOException gone) {
            log.debug("A mail client went away: {}", gone.getMessage());
        } catch (RuntimeException | Error e) {
            log.error("A mail session failed; its client will come again", e);
        }
    }

    private void turnAway(Socket socket) throws IOException {
        counters.turnedAway.increment();
        var line = Reply.of(421, "4.7.0", settings.hostname() + " has too many connections, try later").line();
        socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
    }

    private void serve(Session session) throws IOException {
        sessions.add(session);
        try {
            if (server.isClosed()) session.stop();
            session.run();
        } finally {
            sessions.remove(session);
        }
    }

    // A write has no timeout: who does not read our answers is cut off here.
    private void closeOverdue() {
        try {
            while (!stopped.await(1, TimeUnit.SECONDS)) cutOverdue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cutOverdue() {
        try {
            var now = System.nanoTime();
            sessions.stream().filter(session -> session.overdue(now)).forEach(this::cut);
        } catch (RuntimeException | Error e) {
            log.warn("Mail sessions could not be looked through for overdue ones; the next look is in a second: {}", e.toString());
        }
    }

    private void cut(Session session) {
        try {
            session.close();
        } catch (IOException e) {
            log.debug("A session of {} was closed already", session.address());
        }
    }

    /// Takes no more clients, lets mails that are under way end within `grace`, then cuts the rest.
    public void stop(Duration grace) {
        try {
            server.close();
            for (var session : sessions) hurry(session);
            var deadline = System.nanoTime() + grace.toNanos();
            while (!sessions.isEmpty() && System.nanoTime() < deadline) TimeUnit.MILLISECONDS.sleep(5);
        } catch (IOException e) {
            log.warn("The mail port did not close cleanly: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
        sessions.forEach(this::cut);
    }

    private void hurry(Session session) {
        try {
            session.stop();
        } catch (IOException e) {
            cut(session);
        }
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(10));
    }
}
