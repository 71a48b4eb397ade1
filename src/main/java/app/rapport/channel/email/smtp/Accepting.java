package app.rapport.channel.email.smtp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes connections until its socket is closed, whatever goes wrong with one of them.
///
/// @param taker answers at once; what it cannot take is closed
record Accepting(ServerSocket server, Consumer<Socket> taker) implements Runnable {

    /// Without file descriptors or memory `accept` fails at once, and again at once: a loop without a pause takes the processor that
    /// those need who could give some back.
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Logger log = LoggerFactory.getLogger(Accepting.class);

    @Override
    public void run() {
        while (!server.isClosed()) {
            try {
                take(server.accept());
            } catch (IOException | RuntimeException | Error e) {
                if (server.isClosed()) return;
                tell(e);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void take(Socket socket) throws IOException {
        try {
            taker.accept(socket);
        } catch (RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    private static void tell(Throwable failure) {
        try {
            log.warn("A connection could not be taken ({}); listening goes on in {} ms", failure.toString(), PAUSE.toMillis());
        } catch (Error noMemoryForWords) {
            failure.addSuppressed(noMemoryForWords);
        }
    }
}
