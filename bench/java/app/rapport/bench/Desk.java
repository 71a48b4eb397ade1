package app.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Milliseconds from the key press to the next ticket's painted thread, in a real Chromium on the program under test. What is pressed,
/// and what counts as painted, stands in `web/e2e/bench/switching.mjs`.
final class Desk {

    private static final Path WEB = Path.of("web");
    /// As many as the script visits, and some that are read ahead.
    private static final int TICKETS = 100;
    private static final int NOTES = 4;

    private Desk() {}

    /// @return why it cannot be measured here; null when it can
    static @Nullable String missing() {
        if (System.getenv().getOrDefault("CHROMIUM", "").isEmpty()) return "no Chromium was found";
        return Files.isDirectory(WEB.resolve("node_modules")) ? null : "web/node_modules is missing";
    }

    /// @return for each way of going through the list its `what`, `count`, `p50`, `p95` and `worst`
    static JsonNode measure(Server server) throws Exception {
        converse(server);
        var script = new ProcessBuilder("npm", "run", "--silent", "switching").directory(WEB.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        script.environment().putAll(Map.of("BASE_URL", "http://localhost:" + server.httpPort(), "EMAIL", Server.EMAIL, "PASSWORD", Server.PASSWORD));
        var process = script.start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) throw new IOException("The desk was not measured: " + said);
        return JsonMapper.shared().readTree(said.lines().toList().getLast());
    }

    /// The newest tickets are single mails: they become conversations of five messages and more.
    private static void converse(Server server) throws Exception {
        var random = new Random(7);
        for (var ticket : server.call("GET", "/api/v1/tickets?view=open&limit=" + TICKETS, null).path("items")) {
            for (var i = 0; i < NOTES; i++) {
                var path = "/api/v1/tickets/" + ticket.path("id").asLong() + "/messages";
                server.call("POST", path, Map.of("kind", "note", "bodyHtml", "<p>" + Company.words(80, random) + "</p>", "clientMessageId", Long.toString(random.nextLong() & Long.MAX_VALUE, 36)));
            }
        }
    }

    static String words(JsonNode row) {
        return String.format(Locale.ROOT, "p50 %.0f ms, p95 %.0f ms, worst %.0f ms of %d", row.path("p50").asDouble(), row.path("p95").asDouble(), row.path("worst").asDouble(),
                row.path("count").asInt());
    }
}
