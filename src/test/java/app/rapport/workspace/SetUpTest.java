package app.rapport.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.journal.Actor;
import app.rapport.testing.Program;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the environment says at each start.
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

    private static void startWith(String token) {
        new SetUp(new WorkspaceSettings(Program.EMAIL, Program.PASSWORD, token), program.bean(Agents.class), program.bean(ApiTokens.class), program.bean(Sessions.class),
                program.bean(SetUp.Opening.class)).fromEnvironment();
    }

    private static int status(String token) {
        return program.call("GET", "/api/v1/session", null, Map.of("Authorization", "Bearer " + token)).status();
    }
}
