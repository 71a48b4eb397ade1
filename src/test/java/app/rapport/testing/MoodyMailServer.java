package app.rapport.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A mail server of the outside world that answers recipients as it is told to, and keeps what it takes.
public final class MoodyMailServer implements AutoCloseable {

    private final ServerSocket door;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile @Nullable String refusal;
    private volatile Runnable whenTaking = () -> {};
    private volatile @Nullable String password;

    public MoodyMailServer() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Answers each recipient with this line from now on, for example `451 4.7.1 Come back later`.
    public void refuse(String line) {
        refusal = line;
    }

    public void takeAll() {
        refusal = null;
    }

    /// Wants this password, by the old `AUTH LOGIN` alone, as some mail servers do; of any user.
    public void wantPassword(String password) {
        this.password = password;
    }

    /// Does this between the end of a mail and its 250.
    public void whenTaking(Runnable action) {
        whenTaking = action;
    }

    /// The mails that it said 250 to, as they came.
    public List<String> taken() {
        return List.copyOf(taken);
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                // Asked again by the loop.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "220 moody");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say(client, password == null ? "250 Ok" : "250-moody\r\n250 AUTH LOGIN");
                    case "AUTH" -> say(client, signIn(client, in, line));
                    case "RCPT" -> say(client, refusal == null ? "250 2.1.5 Ok" : refusal);
                    case "DATA" -> {
                        say(client, "354 Go on");
                        taken.add(body(in));
                        whenTaking.run();
                        say(client, "250 2.0.0 Taken");
                    }
                    case "QUIT" -> {
                        say(client, "221 Bye");
                        return;
                    }
                    default -> say(client, "250 Ok");
                }
            }
        } catch (IOException gone) {
            // The client went away.
        }
    }

    private String signIn(Socket client, BufferedReader in, String line) throws IOException {
        if (!line.equals("AUTH LOGIN")) return "504 5.5.4 Only LOGIN";
        say(client, "334 VXNlcm5hbWU6");
        in.readLine();
        say(client, "334 UGFzc3dvcmQ6");
        var said = new String(Base64.getDecoder().decode(in.readLine()), StandardCharsets.UTF_8);
        return said.equals(password) ? "235 2.7.0 Welcome" : "535 5.7.8 Wrong";
    }

    private static String body(BufferedReader in) throws IOException {
        var body = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) body.append(line).append('\n');
        return body.toString();
    }

    private static void say(Socket client, @Nullable String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
