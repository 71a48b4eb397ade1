package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.Cast;
import app.rapport.testing.ProgramProcess;
import app.rapport.testing.TestDatabase;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Several nodes on one database.
class NodesTest {

    @AutoClose
    private final ProgramProcess one = new ProgramProcess();

    @AutoClose
    private final ProgramProcess other = new ProgramProcess();

    @Test
    void two_that_start_at_once_on_an_empty_database_migrate_it_and_set_it_up_once() {
        var url = TestDatabase.emptyUrl();
        String[] settings = {"--rapport.database-url=" + url, "--rapport.secret-key=" + Base64.getEncoder().encodeToString(new byte[32])};
        // On a thread of its own: the common pool of a small machine has one, and would start them one after the other.
        var starting = CompletableFuture.runAsync(() -> one.start(settings), Thread::startVirtualThread);
        other.start(settings);
        starting.join();

        try (var db = DSL.using(url)) {
            assertThat(db.fetch("select version from flyway_schema_history where success").getValues(0, String.class)).isNotEmpty().doesNotHaveDuplicates();
            for (var table : List.of("workspace_brand", "workspace_agent", "workspace_token", "platform_journal_head")) {
                assertThat(db.fetch("select 1 from " + table)).as(table).hasSize(1);
            }
        }
        var made = one.call("POST", "/api/v1/tickets", Map.of("subject", "For both", "contact", Map.of("email", Cast.LINUS), "bodyHtml", "<p>x</p>", "kind", "inbound"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(other.get("/api/v1/tickets/" + made.body().path("id").asLong()).path("subject").asString()).isEqualTo("For both");
        await().atMost(Duration.ofSeconds(30)).until(() -> other.get("/api/v1/views").path("items").valueStream()
                .filter(view -> view.path("key").asString().equals("open")).findFirst().orElseThrow().path("count").asLong() == 1);
    }
}
