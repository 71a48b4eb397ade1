package app.rapport.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.Conflict;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.testing.Program;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two administrators change the same people at the same moment.
class SameMomentTest {

    private static final Actor BY = Actor.system("test");

    private static Program program;
    private static Agents agents;
    private static Teams teams;

    @BeforeAll
    static void start() {
        program = new Program();
        agents = program.bean(Agents.class);
        teams = program.bean(Teams.class);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void whoever_leaves_a_team_keeps_what_was_changed_of_him_meanwhile() {
        var team = teams.add("Returns", BY);
        var hedy = add("hedy", Role.AGENT);
        teams.edit(team.id(), null, Set.of(hedy), null, BY);
        var leaving = beside(() -> agents.edit(hedy, role(Role.MANAGER), null, null, BY), () -> teams.edit(team.id(), null, Set.of(), null, BY));
        assertThat(leaving.join().memberIds()).isEmpty();
        var after = agents.get(hedy, BY);
        assertThat(after.role()).isEqualTo(Role.MANAGER);
        assertThat(after.teamIds()).isEmpty();
    }

    @Test
    void two_administrators_who_take_each_other_s_role_leave_one() {
        var grace = add("grace", Role.ADMINISTRATOR);
        for (var other : agents.list(null, 100, BY)) {
            if (other.role() == Role.ADMINISTRATOR && other.id() != grace) agents.edit(other.id(), role(Role.AGENT), null, null, BY);
        }
        var joan = add("joan", Role.ADMINISTRATOR);
        var second = beside(() -> agents.edit(grace, role(Role.AGENT), null, null, BY), () -> agents.edit(joan, role(Role.AGENT), null, null, BY));
        assertThat(second.handle((done, failure) -> failure instanceof CompletionException thrown ? thrown.getCause() : failure).join())
                .isInstanceOfSatisfying(Conflict.class, refused -> assertThat(refused.code()).isEqualTo("last-administrator"));
        assertThat(agents.get(joan, BY).role()).isEqualTo(Role.ADMINISTRATOR);
    }

    /// Runs the second while the first is not committed yet: until it waits for the first, or is done without.
    private static <T> CompletableFuture<T> beside(Runnable first, Supplier<T> second) {
        return program.bean(Transactions.class).run(() -> {
            first.run();
            var running = CompletableFuture.supplyAsync(second, work -> Thread.ofVirtual().start(work));
            await().until(() -> running.isDone() || isWaiting());
            return running;
        });
    }

    private static boolean isWaiting() {
        return program.bean(DSLContext.class).fetchSingle("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')").get(0, Boolean.class);
    }

    private static long add(String name, Role role) {
        return agents.add(new Agents.NewAgent(name, name + "@example.com", role, null, Set.of(), Scope.ALL), BY).id();
    }

    private static Agent.Edit role(Role role) {
        return new Agent.Edit(null, null, role, null, null, null);
    }
}
