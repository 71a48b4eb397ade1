package app.rapport.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// An SMTP client that says exactly the bytes that a test wants said.
public final class RawClient implements AutoCloseable {

    private Socket socket;
    private BufferedReader in;

    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        use(socket);
    }

    private void use(Socket newSocket) throws IOException {
        socket = newSocket;
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Greeting read and EHLO said.
    public static RawClient greeted(int port) throws IOException {
        var client = new RawClient(port);
        client.reply();
        client.say("EHLO client.test");
        return client;
    }

    public void send(String raw) throws IOException {
        socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    public void send(byte[] raw) throws IOException {
        socket.getOutputStream().write(raw);
    }

    /// One reply, continued lines joined; "" when the server has hung up.
    public String reply() throws IOException {
        var out = new StringBuilder();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            out.append(out.isEmpty() ? "" : "\n").append(line);
            if (line.length() < 4 || line.charAt(3) == ' ') break;
        }
        return out.toString();
    }

    public String say(String command) throws IOException {
        send(command + "\r\n");
        return reply();
    }

    /// Everything up to the body.
    public void envelope(String from, String... to) throws IOException {
        say("MAIL FROM:<" + from + ">");
        for (var address : to) say("RCPT TO:<" + address + ">");
        say("DATA");
    }

    public String mail(String body) throws IOException {
        envelope("linus@example.org", "support@rapport.test");
        send(body + "\r\n.\r\n");
        return reply();
    }

    /// A whole mail in its envelope, its dots doubled; the answer to it.
    public String deliver(String from, String to, String content) throws IOException {
        envelope(from, to);
        var dotted = content.replaceAll("(?m)^\\.", "..");
        send(dotted + (dotted.isEmpty() || dotted.endsWith("\r\n") ? "" : "\r\n") + ".\r\n");
        return reply();
    }

    public SSLSocket encrypt() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustingAll()}, null);
        var encrypted = (SSLSocket) context.getSocketFactory().createSocket(socket, "mail.rapport.test", socket.getPort(), true);
        encrypted.startHandshake();
        use(encrypted);
        return encrypted;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class TrustingAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
