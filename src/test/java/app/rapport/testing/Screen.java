package app.rapport.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A screen that listens to the live stream.
public final class Screen implements AutoCloseable {

    /// @param id incarnation and position, on events that carry it
    public record Event(String name, @Nullable String id, JsonNode data) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final JsonMapper json = JsonMapper.shared();
    private volatile boolean over;

    public Screen(URI stream, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(stream).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) throw new IllegalStateException("The stream answers " + response.statusCode());
            Thread.ofVirtual().start(() -> {
                try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                    read(lines);
                } catch (IOException e) {
                    // The stream was closed by one of the two.
                }
                over = true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read(BufferedReader lines) throws IOException {
        String name = "message";
        String id = null;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) name = line.substring(7);
            else if (line.startsWith("id: ")) id = line.substring(4);
            else if (line.startsWith("data: ")) {
                heard.add(new Event(name, id, json.readTree(line.substring(6))));
                id = null;
            }
        }
    }

    public List<Event> heard() {
        return heard;
    }

    public Event hears(String name, Predicate<JsonNode> data) {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> heard.stream().filter(event -> event.name().equals(name) && data.test(event.data())).findFirst(),
                java.util.Optional::isPresent).orElseThrow();
    }

    /// Where to go on from.
    public String lastEventId() {
        return heard.stream().map(Event::id).filter(java.util.Objects::nonNull).reduce((first, second) -> second).orElseThrow();
    }

    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
