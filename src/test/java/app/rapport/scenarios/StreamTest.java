package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.desk.live.LiveStreams;
import app.rapport.desk.live.Sink;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.testing.Screen;
import app.rapport.workspace.Sessions;
import app.rapport.workspace.WorkspaceFact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an open screen hears, and what it does not.
class StreamTest {

    private static final String PASSWORD = "correct horse battery";
    private static Program program;
    private static long returns;
    private static long billing;

    @BeforeAll
    static void start() {
        program = new Program();
        returns = program.call("POST", "/api/v1/teams", Map.of("name", "Returns")).body().path("id").asLong();
        billing = program.call("POST", "/api/v1/teams", Map.of("name", "Billing")).body().path("id").asLong();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void a_screen_hears_what_enters_changes_and_leaves_its_lists() {
        try (var screen = admin("view:open,view:unassigned,views", null)) {
            screen.hears("ready", data -> !data.path("streamId").asString().isEmpty());
            var ticket = open("The zip is broken", null);
            screen.hears("entered", of("view:open", ticket));
            screen.hears("entered", of("view:unassigned", ticket));

            program.call("PATCH", path(ticket), Map.of("assigneeId", 1));
            screen.hears("gone", of("view:unassigned", ticket));
            var change = screen.hears("change", of("view:open", ticket)).data();
            assertThat(change.path("patch").path("assignee").path("id").asLong()).isEqualTo(1);
            assertThat(change.path("version").asLong()).isEqualTo(program.get(path(ticket)).path("version").asLong());

            program.call("PATCH", path(ticket), Map.of("status", "solved"));
            screen.hears("gone", of("view:open", ticket));
            program.settle();
            await().untilAsserted(() -> {
                var counts = screen.heard().stream().filter(event -> event.name().equals("counts")).reduce((first, second) -> second).orElseThrow().data().path("counts");
                for (var view : program.get("/api/v1/views").path("items")) assertThat(counts.path(view.path("key").asString()).asLong()).isEqualTo(view.path("count").asLong());
            });
        }
    }

    @Test
    void a_screen_that_comes_back_is_told_what_it_missed_and_one_that_was_away_too_long_starts_anew() {
        String last;
        try (var screen = admin("view:open", null)) {
            open("Before the line broke", null);
            screen.hears("position", data -> true);
            last = screen.lastEventId();
        }
        var missed = open("While the line was broken", null);
        try (var screen = admin("view:open", last)) {
            screen.hears("entered", of("view:open", missed));
            screen.hears("position", data -> true);
            var after = open("After the line was mended", null);
            screen.hears("entered", of("view:open", after));
            assertThat(screen.heard().stream().filter(event -> event.name().equals("entered"))).hasSize(2);
        }
        for (var strange : List.of("7:1", "1:999999999")) {
            try (var screen = admin("view:open", strange)) {
                screen.hears("reset", data -> true);
                await().until(screen::isOver);
            }
        }
    }

    @Test
    void a_screen_that_missed_more_than_it_pays_to_tell_starts_anew() {
        var from = program.bean(Journal.class).incarnation() + ":" + program.bean(Journal.class).position();
        var nobodys = new Subject("team", Long.MAX_VALUE);
        program.bean(Commands.class).run(Actor.system("test"), command -> {
            var facts = Collections.nCopies(10_001, new WorkspaceFact.TeamRenamed("Before", "After"));
            command.append(nobodys, 1, About.NOTHING, program.bean(Time.class).now(), facts);
            return true;
        });
        program.settle();
        try (var screen = admin("view:open", from)) {
            screen.hears("reset", data -> true);
            await().until(screen::isOver);
        }
    }

    @Test
    void who_opens_ever_more_screens_loses_the_oldest() {
        var screens = new ArrayDeque<Screen>();
        var many = agent("many", Map.of("all", true, "teamIds", List.of(), "brandIds", List.of(), "own", false));
        for (var i = 0; i <= 30; i++) {
            screens.add(screen("view:open", null, many));
            screens.getLast().hears("ready", data -> true);
        }
        await().until(() -> screens.getFirst().isOver());
        assertThat(screens.stream().filter(Screen::isOver)).hasSize(1);
        screens.forEach(Screen::close);
    }

    @Test
    void nobody_hears_of_tickets_outside_his_scope_and_whoever_loses_one_is_told() {
        var grace = agent("grace", Map.of("all", false, "teamIds", List.of(returns), "brandIds", List.of(), "own", false));
        try (var screen = screen("view:open,views", null, grace)) {
            screen.hears("ready", data -> true);
            var elsewhere = open("Not for Grace", billing);
            var hers = open("For Grace", returns);
            screen.hears("entered", of("view:open", hers));
            assertThat(screen.heard()).noneMatch(event -> event.data().path("id").asLong() == elsewhere);

            program.call("PATCH", path(elsewhere), Map.of("teamId", returns));
            screen.hears("entered", of("view:open", elsewhere));
            program.call("PATCH", path(elsewhere), Map.of("teamId", billing));
            var gone = screen.hears("gone", of("view:open", elsewhere)).data();
            assertThat(gone.has("patch")).isFalse();
        }
    }

    @Test
    void a_screen_starts_anew_when_what_its_agent_may_see_changes() {
        var barbara = agent("barbara", Map.of("all", true, "teamIds", List.of(), "brandIds", List.of(), "own", false));
        try (var screen = screen("view:open", null, barbara)) {
            screen.hears("ready", data -> true);
            var id = program.call("GET", "/api/v1/session", null, barbara).body().path("id").asLong();
            program.call("PATCH", "/api/v1/agents/" + id, Map.of("scope", Map.of("all", false, "teamIds", List.of(billing), "brandIds", List.of(), "own", false)));
            screen.hears("reset", data -> true);
            await().until(screen::isOver);
        }
    }

    @Test
    void a_stream_ends_with_the_session_or_the_token_that_it_was_opened_with() {
        var brief = program.call("POST", "/api/v1/api-tokens", Map.of("name", "short", "scopes", List.of("ticket-view"), "expiresAt", "2099-01-01T00:00:00Z")).body();
        var joan = agent("joan", Map.of("all", true, "teamIds", List.of(), "brandIds", List.of(), "own", false));
        try (var screen = screen("view:open", null, joan); var quiet = admin("", null);
                var shop = screen("view:open", null, Map.of("Authorization", "Bearer " + brief.path("token").asString()))) {
            screen.hears("ready", data -> true);
            var id = program.call("GET", "/api/v1/session", null, joan).body().path("id").asLong();
            program.bean(Sessions.class).list(new Actor("agent", id, null)).forEach(session -> program.bean(Sessions.class).end(session.id(), new Actor("agent", id, null)));
            program.bean(DSLContext.class).execute("update workspace_token set expires_at = now() where id = " + brief.path("id").asLong());
            await().atMost(Duration.ofSeconds(40)).until(() -> screen.isOver() && shop.isOver());
            // The other one, which came with a token, hears the heartbeat.
            await().atMost(Duration.ofSeconds(40)).until(() -> quiet.heard().stream().anyMatch(event -> event.name().equals("position")));
            assertThat(quiet.isOver()).isFalse();
        }
    }

    @Test
    void who_else_is_here_is_seen_and_gone_when_he_leaves() {
        var ticket = open("Two look at it", null);
        try (var screen = admin("ticket:" + ticket, null)) {
            var answer = program.call("PUT", path(ticket) + "/presence", Map.of("state", "typing"));
            assertThat(answer.body().path("others").isEmpty()).isTrue();
            var present = screen.hears("presence", data -> !data.path("others").isEmpty()).data().path("others").path(0);
            assertThat(present.path("state").asString()).isEqualTo("typing");
            program.call("DELETE", path(ticket) + "/presence", null);
            screen.hears("presence", data -> data.path("others").isEmpty());
        }
        assertThat(program.call("PUT", path(ticket) + "/presence", Map.of("state", "sleeping")).status()).isEqualTo(422);
        assertThat(program.call("PUT", path(999_999) + "/presence", Map.of("state", "typing")).status()).isEqualTo(404);
    }

    @Test
    void who_is_at_a_ticket_hears_only_whoever_sees_the_ticket() {
        var ida = agent("ida", Map.of("all", false, "teamIds", List.of(returns), "brandIds", List.of(), "own", false));
        var elsewhere = open("Not for Ida", billing);
        var hers = open("For Ida", returns);
        try (var screen = screen("ticket:" + elsewhere + ",ticket:" + hers, null, ida)) {
            screen.hears("ready", data -> true);
            for (var ticket : List.of(elsewhere, hers)) program.call("PUT", path(ticket) + "/presence", Map.of("state", "typing"));
            screen.hears("presence", data -> data.path("ticketId").asLong() == hers);
            program.call("DELETE", path(elsewhere) + "/presence", null);
            program.call("DELETE", path(hers) + "/presence", null);
            screen.hears("presence", data -> data.path("ticketId").asLong() == hers && data.path("others").isEmpty());
            assertThat(screen.heard()).noneMatch(event -> event.data().path("ticketId").asLong() == elsewhere);
        }
    }

    @Test
    void a_screen_whose_agent_was_changed_while_it_was_away_starts_anew() {
        var edith = agent("edith", Map.of("all", false, "teamIds", List.of(returns), "brandIds", List.of(), "own", false));
        String last;
        try (var screen = screen("view:open", null, edith)) {
            screen.hears("ready", data -> true);
            var hers = open("Seen before", returns);
            screen.hears("entered", of("view:open", hers));
            screen.hears("position", data -> true);
            last = screen.lastEventId();
        }
        var id = program.call("GET", "/api/v1/session", null, edith).body().path("id").asLong();
        program.call("PATCH", "/api/v1/agents/" + id, Map.of("scope", Map.of("all", false, "teamIds", List.of(billing), "brandIds", List.of(), "own", false)));
        program.settle();
        try (var screen = screen("view:open", last, edith)) {
            screen.hears("reset", data -> true);
            await().until(screen::isOver);
        }
        try (var screen = screen("view:open", null, edith)) {
            var now = open("Seen after", billing);
            screen.hears("entered", of("view:open", now));
            assertThat(screen.isOver()).isFalse();
        }
    }

    @Test
    void a_screen_that_missed_much_and_reads_late_is_told_all_of_it() {
        String last;
        try (var screen = admin("view:open", null)) {
            open("Before the long break", null);
            screen.hears("position", data -> true);
            last = screen.lastEventId();
        }
        for (var i = 0; i < 140; i++) open("In the long break " + i, null);
        program.settle();
        var far = new Late();
        var streams = program.bean(LiveStreams.class);
        var by = Actor.system("test");
        streams.open(streams.wanted(List.of("view:open", "view:unassigned"), by), last, by, null, far);
        far.reading.countDown();
        await().until(() -> far.read.toString().contains("event: position"));
        assertThat(far.read.toString().split("event: entered", -1)).hasSize(1 + 2 * 140);
        assertThat(far.isClosed).isFalse();
    }

    @Test
    void a_screen_that_comes_back_is_told_its_counts_though_others_know_them() {
        try (var other = admin("views", null)) {
            String last;
            try (var screen = admin("view:open,views", null)) {
                open("Counted before", null);
                screen.hears("counts", data -> true);
                screen.hears("position", data -> true);
                last = screen.lastEventId();
            }
            open("Counted in between", null);
            program.settle();
            var count = program.get("/api/v1/views").path("items").valueStream().filter(view -> view.path("key").asString().equals("open")).findFirst().orElseThrow().path("count").asLong();
            other.hears("counts", data -> data.path("counts").path("open").asLong() == count);
            try (var screen = admin("view:open,views", last)) {
                screen.hears("counts", data -> data.path("counts").path("open").asLong() == count);
            }
        }
    }

    @Test
    void topics_change_while_the_stream_is_open_and_only_by_whose_it_is() {
        var ticket = open("Watched later", null);
        var other = agent("hedy", Map.of("all", true, "teamIds", List.of(), "brandIds", List.of(), "own", false));
        try (var screen = admin("", null)) {
            var stream = "/api/v1/stream/" + screen.hears("ready", data -> true).data().path("streamId").asString() + "/topics";
            assertThat(program.call("PUT", stream, Map.of("topics", List.of("nonsense"))).status()).isEqualTo(422);
            assertThat(program.call("PUT", stream, Map.of("topics", List.of("ticket:" + ticket)), other).status()).isIn(403, 404);
            assertThat(program.call("PUT", stream, Map.of("topics", List.of("ticket:" + ticket))).status()).isEqualTo(204);
            program.call("PATCH", path(ticket), Map.of("priority", "urgent"));
            assertThat(screen.hears("change", of("ticket:" + ticket, ticket)).data().path("patch").path("priority").asString()).isEqualTo("urgent");
        }
        assertThat(program.call("GET", "/api/v1/stream?topics=nonsense", null).status()).isEqualTo(422);
        assertThat(program.call("GET", "/api/v1/stream", null, Map.of()).status()).isEqualTo(401);
    }

    /// A far end that reads nothing until it is let.
    private static final class Late implements Sink {
        private final CountDownLatch reading = new CountDownLatch(1);
        private final StringBuffer read = new StringBuffer();
        private volatile boolean isClosed;

        @Override
        public void write(String text) {
            try {
                reading.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            read.append(text);
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private static Screen admin(String topics, @Nullable String lastEventId) {
        return screen(topics, lastEventId, Map.of("Authorization", "Bearer " + Program.TOKEN));
    }

    private static Screen screen(String topics, @Nullable String lastEventId, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        if (lastEventId != null) all.put("Last-Event-ID", lastEventId);
        return new Screen(program.address("/api/v1/stream?topics=" + topics), all);
    }

    private static java.util.function.Predicate<JsonNode> of(String topic, long id) {
        return data -> data.path("topic").asString().equals(topic) && data.path("id").asLong() == id;
    }

    private static long open(String subject, @Nullable Long team) {
        var body = new HashMap<String, Object>(Map.of("subject", subject, "contact", Map.of("email", Cast.LINUS), "bodyHtml", "<p>Hello</p>", "kind", "inbound"));
        if (team != null) body.put("teamId", team);
        return program.call("POST", "/api/v1/tickets", body).body().path("id").asLong();
    }

    private static Map<String, String> agent(String name, Map<String, Object> scope) {
        var email = name + "@example.com";
        program.call("POST", "/api/v1/agents", Map.of("name", name, "email", email, "role", "agent", "password", PASSWORD, "scope", scope));
        return program.signIn(email, PASSWORD);
    }

    private static String path(long ticket) {
        return "/api/v1/tickets/" + ticket;
    }
}
