package app.rapport.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line to a server that can be cut: what stands between a program and its database in a story about its absence.
public final class Gate implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;
    private volatile boolean held;

    /// @param target port on this machine that the gate leads to
    public Gate(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Cuts every line; new ones are cut at once.
    public void shut() {
        shut = true;
        lines.forEach(Gate::end);
    }

    /// Lines stay, and nothing comes through any of them.
    public void hold() {
        held = true;
    }

    public void open() {
        shut = false;
        held = false;
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var outside = door.accept();
                if (shut) end(outside);
                else join(outside, new Socket(InetAddress.getLoopbackAddress(), target));
            } catch (IOException closed) {
                // Asked again by the loop.
            }
        }
    }

    private void join(Socket outside, Socket inside) throws IOException {
        lines.add(outside);
        lines.add(inside);
        if (shut) shut();
        pump(outside.getInputStream(), inside.getOutputStream(), outside, inside);
        pump(inside.getInputStream(), outside.getOutputStream(), outside, inside);
    }

    private void pump(InputStream from, OutputStream to, Socket outside, Socket inside) {
        Thread.ofVirtual().start(() -> {
            try {
                var buffer = new byte[8192];
                for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                    while (held) Thread.sleep(20);
                    to.write(buffer, 0, read);
                }
            } catch (IOException | InterruptedException cut) {
                // Both ends are closed below.
            }
            end(outside);
            end(inside);
            lines.remove(outside);
            lines.remove(inside);
        });
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
