package app.rapport.testing;

import app.rapport.Rapport;
import app.rapport.channel.email.MailReceiver;
import app.rapport.platform.journal.Readers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole program on a database of its own and free ports, and a client for its API.
public final class Program implements AutoCloseable {

    public static final String TOKEN = "a-token-for-the-tests-of-rapport-0123456789";
    public static final String EMAIL = "ada@example.com";
    public static final String PASSWORD = "correct horse battery";

    /// @param status of HTTP; @param body as JSON
    public record Answer(int status, JsonNode body) {}

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();

    public Program() {
        this(Map.of());
    }

    /// @param settings that differ from the usual ones of tests
    public Program(Map<String, String> settings) {
        try {
            var all = new java.util.HashMap<>(Map.of(
                    "rapport.home", Files.createTempDirectory("rapport-test").toString(), "rapport.database-url", TestDatabase.freshUrl(), "rapport.http-port", "0",
                    "rapport.smtp-port", "" + freePort(), "rapport.allow-private-targets", "true", "rapport.admin-email", EMAIL, "rapport.admin-password", PASSWORD,
                    "rapport.admin-token", TOKEN, "logging.level.root", "off"));
            all.putAll(settings);
            context = SpringApplication.run(Rapport.class, all.entrySet().stream().map(one -> "--" + one.getKey() + "=" + one.getValue()).toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int smtpPort() {
        return bean(MailReceiver.class).port();
    }

    /// As the administrator's token.
    public Answer call(String method, String path, @Nullable Object body) {
        return call(method, path, body, Map.of("Authorization", "Bearer " + TOKEN));
    }

    public Answer call(String method, String path, @Nullable Object body, Map<String, String> headers) {
        var port = java.util.Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body instanceof String text ? text : json.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).method(method, publisher).header("Content-Type", "application/json");
        headers.forEach(request::setHeader);
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(response.statusCode(), isJson ? json.readTree(response.body()) : json.createObjectNode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What a browser would get, with these headers alone.
    public HttpResponse<byte[]> fetch(String path, Map<String, String> headers) {
        var port = java.util.Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode get(String path) {
        return call("GET", path, null).body();
    }

    /// Until every reader of the journal has seen everything.
    public void settle() {
        var readers = bean(Readers.class);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(readers::haveCaughtUp);
    }

    @Override
    public void close() {
        context.close();
    }
}
