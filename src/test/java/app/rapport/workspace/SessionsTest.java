package app.rapport.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.time.Time;
import app.rapport.testing.Program;
import app.rapport.testing.Program.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Signing in with a password, and what a browser may do with the session.
class SessionsTest {

    private static final String PASSWORD = "a password of hers";

    private static Program program;

    @BeforeAll
    static void start() {
        program = new Program();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void after_eight_wrong_passwords_the_right_one_does_not_help_for_five_minutes() {
        agent("grace@example.com");
        for (var i = 0; i < 8; i++) assertThat(signIn("grace@example.com", "wrong " + i).code()).isEqualTo("wrong-credentials");
        var locked = signIn("grace@example.com", PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.code()).isEqualTo("locked-out");
        assertThat(locked.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(200L, 301L);
        assertThat(locked.body().path("params").path("seconds").asLong()).isBetween(200L, 301L);
        var said = program.get("/api/v1/audit?limit=1").path("items").path(0);
        assertThat(said.path("type").asString()).isEqualTo("workspace.agent-locked-out");
        assertThat(said.path("actor").path("kind").asString()).isEqualTo("system");

        program.bean(Time.class).advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(signIn("grace@example.com", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void the_right_password_makes_forget_the_wrong_ones() {
        agent("hedy@example.com");
        for (var round = 0; round < 3; round++) {
            for (var i = 0; i < 7; i++) signIn("hedy@example.com", "wrong");
            assertThat(signIn("HEDY@example.com", PASSWORD).status()).isEqualTo(200);
        }
    }

    /// Whoever guesses learns nothing of which addresses there are.
    @Test
    void an_unknown_address_and_one_that_was_switched_off_are_answered_like_a_wrong_password() {
        var gone = agent("gone@example.com");
        program.call("PATCH", "/api/v1/agents/" + gone, Map.of("active", false));
        for (var email : new String[] {"nobody@example.com", "gone@example.com"}) {
            var answer = signIn(email, PASSWORD);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("wrong-credentials");
        }
    }

    /// Another site may have the browser send the cookie, and cannot read the token.
    @Test
    void a_browser_changes_nothing_without_the_token_against_forged_requests() {
        var team = program.call("POST", "/api/v1/teams", Map.of("name", "Returns")).body().path("id").asLong();
        var browser = program.signIn(Program.EMAIL, Program.PASSWORD);
        for (var forged : new String[] {"", "of another site"}) {
            var headers = new HashMap<>(browser);
            if (forged.isEmpty()) headers.remove("X-XSRF-TOKEN");
            else headers.put("X-XSRF-TOKEN", forged);
            for (var method : new String[] {"POST", "PATCH", "PUT", "DELETE"}) {
                var answer = program.call(method, method.equals("POST") ? "/api/v1/teams" : "/api/v1/teams/" + team, method.equals("DELETE") ? null : Map.of("name", "Forged"), headers);
                assertThat(answer.status()).as(method).isEqualTo(403);
                assertThat(answer.code()).as(method).isEqualTo("csrf-token");
            }
        }
        assertThat(program.get("/api/v1/teams").toString()).doesNotContain("Forged").contains("Returns");
        assertThat(program.call("PATCH", "/api/v1/teams/" + team, Map.of("name", "Renamed"), browser).status()).isEqualTo(200);
    }

    @Test
    void when_a_session_was_used_last_is_written_once_a_minute_at_most() {
        agent("used@example.com");
        var browser = program.signIn("used@example.com", PASSWORD);
        var first = lastUsed(browser);
        program.bean(Time.class).advance(Duration.ofSeconds(50));
        assertThat(lastUsed(browser)).isEqualTo(first);
        program.bean(Time.class).advance(Duration.ofSeconds(50));
        lastUsed(browser);
        assertThat(lastUsed(browser)).isGreaterThan(first);
    }

    private static String lastUsed(Map<String, String> browser) {
        return program.call("GET", "/api/v1/sessions", null, browser).body().path("items").path(0).path("lastUsedAt").asString();
    }

    private static Answer signIn(String email, String password) {
        return program.call("POST", "/api/v1/session", Map.of("email", email, "password", password), Map.of());
    }

    private static long agent(String email) {
        return program.call("POST", "/api/v1/agents", Map.of("name", email, "email", email, "role", "agent", "password", PASSWORD)).body().path("id").asLong();
    }
}
