package app.rapport.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.journal.Actor;
import app.rapport.testing.Program;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the environment says at each start, and the set-up by the link that the program prints.
class SetUpTest {

    private static final Actor BY = Actor.system("test");

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
    void the_administrator_s_token_may_go_back_to_a_former_value() {
        startWith("another-token-for-the-tests-of-rapport");
        assertThat(status(Program.TOKEN)).isEqualTo(401);
        startWith(Program.TOKEN);
        assertThat(status(Program.TOKEN)).isEqualTo(200);
        assertThat(status("another-token-for-the-tests-of-rapport")).isEqualTo(401);
        startWith(Program.TOKEN);
        assertThat(program.bean(ApiTokens.class).list(null, 100, BY)).hasSize(1);
    }

    @Test
    void a_token_of_the_administrator_that_has_run_out_holds_again_when_the_environment_names_it() {
        var issued = program.bean(ApiTokens.class).issue("short", java.util.List.of("ticket-view"), null, new Actor("agent", 1, null));
        var secret = java.util.Objects.requireNonNull(issued.secret());
        program.bean(org.jooq.DSLContext.class).execute("update workspace_token set expires_at = now() - interval '1 second' where id = " + issued.token().id());
        startWith(secret);
        assertThat(status(secret)).isEqualTo(200);
        startWith(Program.TOKEN);
    }

    @Test
    void by_the_link_the_first_administrator_names_the_company_and_a_mailbox_and_is_signed_in() {
        try (var fresh = fresh()) {
            var link = fresh.bean(SetUp.class).linkToken().orElseThrow();
            assertThat(setUp(fresh, "guessed", "desk.example.com").status()).isEqualTo(403);
            var bad = setUp(fresh, link, "no host");
            assertThat(bad.body().path("errors").path(0).path("field").asString()).isEqualTo("mailbox.outbound.host");
            assertThat(fresh.call("GET", "/api/v1/setup?token=" + link, null, Map.of()).body().toString()).isEqualTo("{\"needed\":true,\"tokenValid\":true}");

            var done = setUp(fresh, link, "mail.example.com");
            assertThat(done.body().path("role").asString()).isEqualTo("administrator");
            var cookie = done.headers().allValues("Set-Cookie").stream().filter(one -> one.startsWith("rapport_session=")).findFirst().orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
            var browser = Map.of("Cookie", cookie.replaceFirst(";.*", ""));
            assertThat(fresh.call("GET", "/api/v1/settings", null, browser).body().path("company").asString()).isEqualTo("Nordlys AS");
            var mailbox = fresh.call("GET", "/api/v1/channel-accounts", null, browser).body().path("items");
            assertThat(mailbox).hasSize(1);
            assertThat(mailbox.path(0).path("address").asString()).isEqualTo("support@example.com");

            assertThat(fresh.call("GET", "/api/v1/setup?token=" + link, null, Map.of()).body().path("needed").asBoolean()).isFalse();
            assertThat(setUp(fresh, link, "mail.example.com").code()).isEqualTo("already-set-up");
        }
    }

    @Test
    void of_many_who_follow_the_link_at_once_one_becomes_the_administrator() throws Exception {
        try (var fresh = fresh(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var link = fresh.bean(SetUp.class).linkToken().orElseThrow();
            Callable<Program.Answer> following = () -> setUp(fresh, link, "mail.example.com");
            var answers = threads.invokeAll(Collections.nCopies(8, following)).stream().map(Future::resultNow).toList();
            assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.code().equals("already-set-up"))).hasSize(7);
        }
    }

    private static Program fresh() {
        return new Program(Map.of("rapport.admin-email", "", "rapport.admin-password", "", "rapport.admin-token", ""));
    }

    private static Program.Answer setUp(Program fresh, String link, String host) {
        var mailbox = Map.of("name", "Support", "address", "support@example.com", "outbound", Map.of("host", host, "port", 587, "security", "starttls"));
        return fresh.call("POST", "/api/v1/setup", Map.of("token", link, "company", "Nordlys AS", "administrator", Map.of("name", "Ada", "email", "ada@example.com", "password", Program.PASSWORD),
                "mailbox", mailbox), Map.of());
    }

    private static void startWith(String token) {
        new SetUp(new WorkspaceSettings(Program.EMAIL, Program.PASSWORD, token), program.bean(Agents.class), program.bean(ApiTokens.class), program.bean(Sessions.class),
                program.bean(SetUp.Opening.class)).fromEnvironment();
    }

    private static int status(String token) {
        return program.call("GET", "/api/v1/session", null, Map.of("Authorization", "Bearer " + token)).status();
    }
}
