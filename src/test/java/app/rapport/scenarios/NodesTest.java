package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.testing.TestDatabase;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/// Several nodes on one database.
class NodesTest {

    private final Map<String, String> settings = Map.of("rapport.database-url", TestDatabase.emptyUrl(), "rapport.secret-key", Base64.getEncoder().encodeToString(new byte[32]));

    @Test
    void two_that_start_at_once_on_an_empty_database_migrate_it_and_set_it_up_once() {
        var nodes = List.of(CompletableFuture.supplyAsync(() -> new Program(settings)), CompletableFuture.supplyAsync(() -> new Program(settings)));
        try (var one = nodes.getFirst().join(); var other = nodes.getLast().join()) {
            var db = one.bean(DSLContext.class);
            var migrated = db.fetch("select version from flyway_schema_history where success").getValues(0, String.class);
            assertThat(migrated).isNotEmpty().doesNotHaveDuplicates();
            for (var table : List.of("workspace_brand", "workspace_agent", "workspace_token", "platform_journal_head")) {
                assertThat(db.fetch("select 1 from " + table)).as(table).hasSize(1);
            }
            var made = one.call("POST", "/api/v1/tickets", Map.of("subject", "For both", "contact", Map.of("email", Cast.LINUS), "bodyHtml", "<p>x</p>", "kind", "inbound"));
            assertThat(made.status()).isEqualTo(201);
            assertThat(other.get("/api/v1/tickets/" + made.body().path("id").asLong()).path("subject").asString()).isEqualTo("For both");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(other.get("/api/v1/views").path("items").valueStream()
                    .filter(view -> view.path("key").asString().equals("open")).findFirst().orElseThrow().path("count").asLong()).isEqualTo(1));
            one.settle();
        }
    }
}
