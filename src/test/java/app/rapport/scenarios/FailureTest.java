package app.rapport.scenarios;

import static app.rapport.testing.Cast.LINUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.time.Time;
import app.rapport.testing.Cast;
import app.rapport.testing.Gate;
import app.rapport.testing.MoodyMailServer;
import app.rapport.testing.Program;
import app.rapport.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The database is away, the mail server of the other side is in a mood: nothing is lost, it is seen where it should be, and it
/// passes by itself.
class FailureTest {

    private static final Duration AWAY = Boolean.getBoolean("rapport.full") ? Duration.ofMinutes(1) : Duration.ofMillis(100);

    private Gate database;
    private MoodyMailServer world;
    private Program program;
    private Cast cast;
    private String mailbox;

    @BeforeEach
    void start() {
        var url = TestDatabase.freshUrl();
        var port = URI.create(url.substring("jdbc:".length())).getPort();
        database = new Gate(port);
        world = new MoodyMailServer();
        program = new Program(Map.of("rapport.database-url", url.replace(":" + port + "/", ":" + database.port() + "/")));
        cast = new Cast(program.smtpPort());
        mailbox = "/api/v1/channel-accounts/" + program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(world.port(), false)).body().path("id").asLong();
    }

    @AfterEach
    void stop() {
        database.open();
        program.close();
        world.close();
        database.close();
    }

    @Test
    void while_the_database_is_away_nothing_is_accepted_and_afterwards_everything_goes_on() {
        cast.writes(LINUS, "Before", "Hello", Map.of());
        var path = "/api/v1/tickets/" + ticket("Before").path("id").asLong() + "/messages";
        database.shut();

        assertThatThrownBy(() -> cast.writes(LINUS, "Meanwhile", "Hello", Map.of())).rootCause().isInstanceOfAny(SMTPSendFailedException.class, SMTPAddressFailedException.class)
                .hasMessageContaining("451").hasMessageContaining("4.3.0");
        await().during(AWAY).atMost(AWAY.plusMinutes(1)).until(() -> program.call("GET", "/health/ready", null).status() == 503);
        assertThat(program.call("GET", "/health/live", null).status()).isEqualTo(200);
        assertThat(program.call("GET", "/api/v1/tickets", null, Map.of("Cookie", "rapport_session=not-in-memory")).status()).isEqualTo(503);
        var refused = program.call("POST", path, reply("while away"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().path("code").asString()).isEqualTo("database-away");

        database.open();
        await().until(() -> program.call("GET", "/health/ready", null).status() == 200);
        cast.writes(LINUS, "Afterwards", "Hello", Map.of());
        assertThat(ticket("Afterwards").path("status").asString()).isEqualTo("new");
        assertThat(program.call("POST", path, reply("while away")).status()).isEqualTo(201);
        await().until(() -> world.taken().size() == 1);
        assertThat(program.get("/api/v1/tickets").path("items").size()).isEqualTo(2);
    }

    /// As behind a network that has fallen apart.
    @Test
    void a_database_that_says_nothing_is_away_too() {
        database.hold();
        assertThat(program.call("GET", "/health/ready", null).body().path("database").asString()).isEqualTo("away");
        assertThat(program.call("GET", "/health/live", null).status()).isEqualTo(200);
        database.open();
        await().until(() -> program.call("GET", "/health/ready", null).status() == 200);
    }

    @Test
    void a_message_that_was_sent_while_the_database_went_away_is_not_sent_again() {
        cast.writes(LINUS, "Once", "Hello", Map.of());
        var path = "/api/v1/tickets/" + ticket("Once").path("id").asLong() + "/messages";
        world.whenTaking(database::shut);
        program.call("POST", path, reply("once"));
        await().until(() -> world.taken().size() == 1);
        database.open();
        await().ignoreExceptions().until(() -> newest(path).path("delivery").path("state").asString().equals("sent"));
        assertThat(world.taken()).hasSize(1);
    }

    @Test
    void a_server_that_puts_us_off_is_tried_again_and_the_reason_is_seen_at_the_message_and_at_the_mailbox() {
        cast.writes(LINUS, "Put off", "Hello", Map.of());
        var path = "/api/v1/tickets/" + ticket("Put off").path("id").asLong() + "/messages";
        world.refuse("451 4.7.1 Come back later");
        program.call("POST", path, reply("one"));
        await().until(() -> newest(path).path("delivery").path("state").asString().equals("retrying"));
        assertThat(newest(path).path("delivery").path("reason").asString()).contains("4.7.1");
        await().until(() -> program.get(mailbox).path("problem").asString("").contains("4.7.1"));

        world.takeAll();
        program.bean(Time.class).advance(Duration.ofSeconds(31));
        await().until(() -> newest(path).path("delivery").path("state").asString().equals("sent"));
        await().until(() -> program.get(mailbox).path("problem").isNull());
        assertThat(world.taken()).hasSize(1);
    }

    @Test
    void a_server_that_refuses_for_good_is_not_tried_again_until_somebody_says_so() {
        cast.writes(LINUS, "Refused", "Hello", Map.of());
        var path = "/api/v1/tickets/" + ticket("Refused").path("id").asLong() + "/messages";
        world.refuse("550 5.1.1 Nobody here by that name");
        program.call("POST", path, reply("one"));
        await().until(() -> newest(path).path("delivery").path("state").asString().equals("failed"));
        assertThat(newest(path).path("delivery").path("recipients").path(0).path("reason").asString()).contains("5.1.1");

        world.takeAll();
        assertThat(program.call("POST", path + "/" + newest(path).path("id").asLong() + "/retries", null).status()).isEqualTo(200);
        await().until(() -> newest(path).path("delivery").path("state").asString().equals("sent"));
    }

    @Test
    void a_server_that_is_not_there_is_a_problem_of_the_mailbox_until_it_is() {
        cast.writes(LINUS, "Nobody listens", "Hello", Map.of());
        var path = "/api/v1/tickets/" + ticket("Nobody listens").path("id").asLong() + "/messages";
        world.close();
        program.call("POST", path, reply("one"));
        await().until(() -> newest(path).path("delivery").path("state").asString().equals("retrying"));
        assertThat(newest(path).path("delivery").path("reason").asString()).contains("4.4.1");
        await().until(() -> !program.get(mailbox).path("problem").isNull());
    }

    private static Map<String, Object> reply(String clientMessageId) {
        return Map.of("kind", "reply", "bodyHtml", "<p>Good day</p>", "clientMessageId", clientMessageId);
    }

    private JsonNode newest(String path) {
        return program.get(path).path("items").path(0);
    }

    private JsonNode ticket(String subject) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> program.get("/api/v1/tickets").path("items").valueStream()
                .filter(item -> item.path("subject").asString().equals(subject)).findFirst(), java.util.Optional::isPresent).orElseThrow();
    }
}
