package app.rapport.testing;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Rapport;
import app.rapport.channel.email.MailReceiver;
import app.rapport.platform.Checkup;
import app.rapport.platform.journal.Readers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
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
    public record Answer(int status, JsonNode body, HttpHeaders headers) {
        public String code() {
            return body.path("code").asString();
        }
    }

    private static volatile @Nullable Contract contract;

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();

    public Program() {
        this(Map.of());
    }

    /// @param settings that differ from the usual ones of tests; @param more classes whose beans the program has besides
    public Program(Map<String, String> settings, Class<?>... more) {
        try {
            var all = new java.util.HashMap<>(Map.of(
                    "rapport.home", Files.createTempDirectory("rapport-test").toString(), "rapport.database-url", TestDatabase.freshUrl(), "rapport.http-port", "0",
                    "rapport.smtp-port", "" + freePort(), "rapport.allow-private-targets", "true", "rapport.admin-email", EMAIL, "rapport.admin-password", PASSWORD,
                    "rapport.admin-token", TOKEN, "logging.level.root", System.getProperty("rapport.log", "off")));
            all.putAll(settings);
            var sources = java.util.stream.Stream.concat(java.util.stream.Stream.of(Rapport.class), java.util.stream.Stream.of(more)).toArray(Class<?>[]::new);
            context = SpringApplication.run(sources, all.entrySet().stream().map(one -> "--" + one.getKey() + "=" + one.getValue()).toArray(String[]::new));
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

    public URI address(String path) {
        return URI.create("http://localhost:" + java.util.Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort() + path);
    }

    public Answer call(String method, String path, @Nullable Object body, Map<String, String> headers) {
        var publisher = switch (body) {
            case null -> HttpRequest.BodyPublishers.noBody();
            case byte[] bytes -> HttpRequest.BodyPublishers.ofByteArray(bytes);
            case String text -> HttpRequest.BodyPublishers.ofString(text);
            default -> HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        };
        var request = HttpRequest.newBuilder(address(path)).method(method, publisher).setHeader("Content-Type", "application/json");
        headers.forEach(request::setHeader);
        try {
            // A stream does not end by itself: its head is enough.
            var response = http.send(request.build(), head -> head.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")
                    ? HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), open -> "") : HttpResponse.BodySubscribers.ofString(java.nio.charset.StandardCharsets.UTF_8));
            var type = response.headers().firstValue("Content-Type").orElse("");
            var answer = new Answer(response.statusCode(), type.contains("json") ? json.readTree(response.body()) : json.createObjectNode(), response.headers());
            if (!path.endsWith("/openapi.json")) contract().check(method, path, answer.status, type, answer.body);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// As a browser's form does it.
    public Answer upload(String name, String text, Map<String, String> headers) {
        var form = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n--edge--\r\n";
        var all = new java.util.HashMap<>(headers);
        all.put("Content-Type", "multipart/form-data; boundary=edge");
        return call("POST", "/api/v1/attachments", form, all);
    }

    /// What the server says of itself; every answer to [#call] is held against it.
    public Contract contract() {
        var known = contract;
        if (known == null) contract = known = new Contract(get("/api/v1/openapi.json"));
        return known;
    }

    /// The headers of a browser that signs in as this agent.
    public Map<String, String> signIn(String email, String password) {
        var session = cookie(call("POST", "/api/v1/session", Map.of("email", email, "password", password), Map.of()), "rapport_session");
        var csrf = cookie(call("GET", "/api/v1/session", null, Map.of("Cookie", session)), "XSRF-TOKEN");
        return Map.of("Cookie", session + "; " + csrf, "X-XSRF-TOKEN", csrf.substring(csrf.indexOf('=') + 1));
    }

    private static String cookie(Answer answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith(name + "=")).map(cookie -> cookie.replaceFirst(";.*", "")).findFirst()
                .orElseThrow(() -> new AssertionError("No cookie " + name + " in " + answer));
    }

    /// What a browser would get, with these headers alone.
    public HttpResponse<byte[]> fetch(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(address(path));
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

    /// After each story: the rows are what their facts say, and what is counted is counted right.
    @Override
    public void close() {
        try {
            for (var checkup : context.getBeansOfType(Checkup.class).values()) {
                assertThat(checkup.verify()).as(checkup.part()).noneMatch(finding -> finding.grade() == Checkup.Grade.WRONG);
            }
        } finally {
            context.close();
        }
    }
}
