package app.rapport.bench;

import app.rapport.platform.crypto.Tokens;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Many live streams that are open and hear nothing but their heartbeats, each a plain socket on a virtual thread of its own.
final class IdleStreams implements AutoCloseable {

    /// The program ends the oldest stream of an agent who opens more than this many.
    private static final int OF_ONE_AGENT = 30;
    private static final int OPENING_AT_ONCE = 32;
    private static final int PATIENCE_MILLIS = 30_000;
    /// Files that the program and we have open for other things.
    private static final int OTHER_FILES = 1000;

    private final int port;
    private final Semaphore opening = new Semaphore(OPENING_AT_ONCE);
    private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Socket> heard = ConcurrentHashMap.newKeySet();

    private IdleStreams(int port) {
        this.port = port;
    }

    /// Opens them, signed in as agents who are made for it.
    static IdleStreams open(Server server, int count) throws Exception {
        var streams = new IdleStreams(server.httpPort());
        var tokens = agents(server.url("rapport"), (count + OF_ONE_AGENT - 1) / OF_ONE_AGENT);
        var tried = new CountDownLatch(count);
        for (var i = 0; i < count; i++) {
            var token = tokens.get(i / OF_ONE_AGENT);
            Thread.ofVirtual().start(() -> streams.follow(token, tried));
        }
        tried.await();
        return streams;
    }

    /// As many as one process may have files open: each stream is one file of the program and one of ours, and both have the same limit.
    static int most() {
        var system = (com.sun.management.UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.max(0, Math.min(1_000_000, system.getMaxFileDescriptorCount()) - OTHER_FILES);
    }

    /// @return their API tokens
    private static List<String> agents(String url, int count) throws SQLException {
        var tokens = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url);
                var agent = connection.prepareStatement("""
                        with made as (
                          insert into workspace_agent (name, email, email_folded, role, created_at, version) values ('Idle', ?, ?, 'agent', now(), 1) returning id)
                        insert into workspace_token (name, token_hash, agent_id, scopes, created_at) select 'idle', ?, id, '{*}', now() from made""")) {
            while (tokens.size() < count) {
                var token = Tokens.random();
                var address = token.toLowerCase(Locale.ROOT) + "@example.com";
                agent.setString(1, address);
                agent.setString(2, address);
                agent.setBytes(3, Tokens.hash(token));
                agent.executeUpdate();
                tokens.add(token);
            }
        }
        return tokens;
    }

    private void follow(String token, CountDownLatch tried) {
        try (var socket = new Socket()) {
            var buffer = new byte[512];
            opening.acquireUninterruptibly();
            boolean ready;
            try {
                ready = isReady(socket, token, buffer);
            } finally {
                opening.release();
                tried.countDown();
            }
            if (ready) hear(socket, buffer);
        } catch (IOException refused) {
            // It is not among those that are open.
        }
    }

    private boolean isReady(Socket socket, String token, byte[] buffer) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        sockets.add(socket);
        socket.getOutputStream().write(("GET /api/v1/stream?topics=views,view:mine HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        var answer = new StringBuilder();
        while (answer.indexOf("event: ready") < 0) {
            var read = socket.getInputStream().read(buffer);
            if (read < 0) return false;
            answer.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
        }
        return true;
    }

    /// Until the program ends it, or we do. A heartbeat comes in one piece.
    private void hear(Socket socket, byte[] buffer) throws IOException {
        open.incrementAndGet();
        try {
            socket.setSoTimeout(0);
            for (var read = socket.getInputStream().read(buffer); read >= 0; read = socket.getInputStream().read(buffer)) {
                if (new String(buffer, 0, read, StandardCharsets.US_ASCII).contains("event: position")) heard.add(socket);
            }
        } finally {
            open.decrementAndGet();
        }
    }

    int open() {
        return open.get();
    }

    /// Those that hear a heartbeat in the time of one, which is 15 seconds and what it takes to send to all.
    int alive() throws InterruptedException {
        heard.clear();
        TimeUnit.SECONDS.sleep(20);
        return heard.size();
    }

    /// The program learns at the second heartbeat that somebody has gone.
    @Override
    public void close() throws Exception {
        for (var socket : sockets) socket.close();
        TimeUnit.SECONDS.sleep(40);
    }
}
