package app.rapport;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Scanner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command `rehearse`, which `./rapport` gives once after a build: the program on a throw-away home plays both sides of its daily work for a while and ends. What Java learns
/// of it (classes, and which code is hot) goes into the cache that later starts begin with, so that they need not learn it
/// from their users.
final class Rehearsal {

    private static final Duration USUAL = Duration.ofSeconds(25);
    private static final String TOKEN = "a-token-for-the-rehearsal-" + UUID.randomUUID();
    private static final String SUPPORT = "support@example.com";
    private static final String TEXT = "Hello,\r\n\r\nmy order did not arrive yet, and I wonder where it is. It was to come last week.\r\nIs there anything that I can do?\r\n\r\n"
            + "Kind regards\r\nLinus\r\n-- \r\nLinus, Example Street 1\r\n\r\nOn Monday, 23 November 2026 at 10:00 Support <support@example.com> wrote:\r\n> We have sent it.\r\n";

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final int smtpPort;

    private Rehearsal(String base, int smtpPort) {
        this.base = base;
        this.smtpPort = smtpPort;
    }

    /// Always on a home and a database of its own, whatever is set: what it plays must never stand among a company's tickets.
    ///
    /// @param options `--seconds=` says for how long
    static int run(String[] options) throws Exception {
        var seconds = Arrays.stream(options).filter(option -> option.startsWith("--seconds=")).map(option -> Duration.ofSeconds(Long.parseLong(option.substring(10)))).findFirst().orElse(USUAL);
        var home = Files.createTempDirectory("rapport-rehearsal");
        try {
            System.out.println("Rehearsed " + onItsOwn(home, seconds) + " rounds");
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
        return 0;
    }

    private static int onItsOwn(Path home, Duration length) throws Exception {
        var smtpPort = freePort();
        try (var program = SpringApplication.run(Rapport.class, "--rapport.home=" + home, "--rapport.database-url=", "--rapport.bind=127.0.0.1",
                        "--rapport.http-port=0", "--rapport.smtp-port=" + smtpPort, "--rapport.allow-private-targets=true", "--rapport.admin-email=rehearsal@example.com",
                        "--rapport.admin-password=" + UUID.randomUUID(), "--rapport.admin-token=" + TOKEN);
                var world = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> take(world));
            var base = "http://127.0.0.1:" + program.getEnvironment().getRequiredProperty("local.server.port");
            return new Rehearsal(base, smtpPort).play(world.getLocalPort(), System.nanoTime() + length.toNanos());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private int play(int world, long end) throws Exception {
        call("POST", "/channel-accounts", Map.of("kind", "email", "name", "Support", "address", SUPPORT, "outbound", Map.of("host", "127.0.0.1", "port", world, "security", "none")));
        var rounds = 0;
        try (var line = Session.getInstance(new Properties()).getTransport("smtp")) {
            line.connect("127.0.0.1", smtpPort, null, null);
            for (; rounds == 0 || System.nanoTime() < end; rounds++) {
                var mail = mail(rounds);
                line.sendMessage(mail, mail.getAllRecipients());
                if (rounds % 2 == 0) answer();
                for (var list : new String[] {"/tickets?view=open", "/views", "/tickets?view=unassigned&sort=-updated", "/search?q=order", "/contacts"}) call("GET", list, null);
            }
        }
        return rounds;
    }

    private void answer() throws IOException, InterruptedException {
        var newest = call("GET", "/tickets?limit=1", null).path("items").path(0);
        if (newest.isMissingNode()) return;
        var path = "/tickets/" + newest.path("id").asLong();
        call("GET", path, null);
        call("GET", path + "/messages", null);
        call("GET", path + "/timeline", null);
        call("POST", path + "/messages", Map.of("kind", "reply", "bodyHtml", "<p>Dear <b>Linus</b>, we look into it at once.</p>", "clientMessageId", UUID.randomUUID().toString(), "status", "pending"));
        call("PATCH", path, Map.of("priority", "high", "tags", new String[] {"delivery"}));
    }

    private static MimeMessage mail(int number) throws MessagingException {
        var head = "From: Linus <customer" + number + "@example.org>\r\nTo: " + SUPPORT + "\r\nSubject: Where is order " + number + "?\r\nMessage-ID: <" + UUID.randomUUID()
                + "@example.org>\r\nDate: Wed, 25 Nov 2026 10:00:00 +0000\r\n";
        var body = number % 2 == 0 ? "Content-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT
                : "Content-Type: text/html; charset=utf-8\r\n\r\n<p>" + TEXT.replace("\r\n", "<br>") + "</p>";
        return new MimeMessage(null, new ByteArrayInputStream((head + body).getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode call(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        var content = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)).method(method, content).header("Content-Type", "application/json").header("Authorization", "Bearer " + TOKEN);
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) throw new IllegalStateException(method + " " + path + " answers " + answer.statusCode() + " " + answer.body());
        return json.readTree(answer.body());
    }

    /// The customers' mail server: it takes everything.
    private static void take(ServerSocket world) {
        while (true) {
            try {
                var client = world.accept();
                Thread.ofVirtual().start(() -> take(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void take(Socket client) {
        try (client; var lines = new Scanner(client.getInputStream(), StandardCharsets.ISO_8859_1)) {
            say(client, "220 world");
            while (lines.hasNextLine()) {
                var line = lines.nextLine();
                if (line.equals("DATA")) {
                    say(client, "354 Go on");
                    while (lines.hasNextLine() && !lines.nextLine().equals(".")) continue;
                }
                say(client, line.equals("QUIT") ? "221 Bye" : "250 Ok");
            }
        } catch (IOException gone) {
            // The program has closed the line.
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
