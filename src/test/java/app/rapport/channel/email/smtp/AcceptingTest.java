package app.rapport.channel.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AcceptingTest {

    /// Fails with each of these in turn, then takes one connection, then is closed.
    private static final class Failing extends ServerSocket {

        private final Iterator<Throwable> failures;
        private final Socket last = new Socket();
        private boolean taken;

        Failing(List<Throwable> failures) throws IOException {
            this.failures = failures.iterator();
        }

        @Override
        public Socket accept() throws IOException {
            if (failures.hasNext()) {
                switch (failures.next()) {
                    case IOException e -> throw e;
                    case Error e -> throw e;
                    case Throwable e -> throw new IllegalStateException(e);
                }
            }
            if (taken) close();
            if (taken) throw new SocketException("Socket closed");
            taken = true;
            return last;
        }
    }

    @Test
    void no_file_descriptors_no_memory_and_broken_classes_are_survived() throws IOException {
        var taken = new ArrayList<Socket>();
        try (var server = new Failing(List.of(new SocketException("Too many open files"), new OutOfMemoryError("once"), new NoClassDefFoundError("once"), new StackOverflowError()))) {
            var before = System.nanoTime();
            new Accepting(server, taken::add).run();
            assertThat(taken).containsExactly(server.last);
            // Four failures, each followed by a pause.
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(300));
        }
    }

    @Test
    void a_client_that_cannot_be_served_is_let_go() throws IOException {
        try (var server = new Failing(List.of())) {
            new Accepting(server, _ -> {
                throw new OutOfMemoryError("no thread");
            }).run();
            assertThat(server.last.isClosed()).isTrue();
        }
    }
}
