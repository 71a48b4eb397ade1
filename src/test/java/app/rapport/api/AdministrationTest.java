package app.rapport.api;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Settings, tokens, sessions, audit and dead letters over HTTP.
class AdministrationTest {

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
    void settings_are_changed_in_part_and_the_audit_says_who_made_what_of_what() {
        program.call("PATCH", "/api/v1/settings", Map.of("company", "Nordlys AS", "zone", "Europe/Oslo"));
        assertThat(program.call("PATCH", "/api/v1/settings", Map.of("company", " ")).body().path("errors").path(0).path("field").asString()).isEqualTo("company");
        var version = program.get("/api/v1/settings").path("version").asLong();
        var changed = program.call("PATCH", "/api/v1/settings", Map.of("company", "Nordlys"));
        assertThat(changed.body().path("company").asString()).isEqualTo("Nordlys");
        assertThat(changed.body().path("zone").asString()).isEqualTo("Europe/Oslo");
        assertThat(changed.headers().firstValue("ETag")).contains("\"" + (version + 1) + "\"");

        var entry = newest("workspace.settings-changed");
        assertThat(entry.path("actor").path("name").asString()).isEqualTo("Administrator");
        assertThat(entry.path("changes")).hasSize(1);
        assertThat(entry.path("changes").path(0).toString()).isEqualTo("{\"field\":\"company\",\"before\":\"Nordlys AS\",\"after\":\"Nordlys\"}");
    }

    @Test
    void settings_that_were_changed_meanwhile_are_answered_as_they_are() {
        var version = program.call("PATCH", "/api/v1/settings", Map.of("rawMailDays", 30)).body().path("version").asLong();
        program.call("PATCH", "/api/v1/settings", Map.of("rawMailDays", 31));
        var late = program.call("PATCH", "/api/v1/settings", Map.of("rawMailDays", 32), with(token(), "If-Match", "\"" + version + "\""));
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body().path("current").path("rawMailDays").asInt()).isEqualTo(31);
    }

    @Test
    void of_many_who_do_the_same_at_once_each_is_answered() {
        var done = atOnce(12, nth -> program.call("PATCH", "/api/v1/settings", Map.of("rawMailDays", 100 + nth)));
        assertThat(done).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(done.stream().map(answer -> answer.body().path("version").asLong()).distinct()).hasSize(12);

        var mailbox = Map.of("kind", "email", "name", "One", "address", "one@example.com", "outbound", Map.of("host", "mail.example.com", "port", 587, "security", "tls"));
        onlyOne(atOnce(6, nth -> program.call("POST", "/api/v1/channel-accounts", mailbox)), "address-taken");
        onlyOne(atOnce(6, nth -> program.call("POST", "/api/v1/agents", Map.of("name", "Only", "email", "only@example.com", "role", "agent"))), "email-taken");
        var others = List.of(agent("first@example.com"), agent("second@example.com"));
        onlyOne(atOnce(2, nth -> program.call("PATCH", "/api/v1/agents/" + others.get(nth), Map.of("email", "wanted@example.com"))), "email-taken");
    }

    private static void onlyOne(List<Program.Answer> answers, String otherwise) {
        assertThat(answers.stream().filter(answer -> answer.status() < 300)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409).map(Program.Answer::code)).hasSize(answers.size() - 1).containsOnly(otherwise);
    }

    private static List<Program.Answer> atOnce(int count, IntFunction<Program.Answer> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var together = new CyclicBarrier(count);
            var calls = IntStream.range(0, count).<Callable<Program.Answer>>mapToObj(nth -> () -> {
                together.await();
                return call.apply(nth);
            }).toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_was_changed_meanwhile_is_answered_in_the_form_of_the_api() {
        var team = program.call("POST", "/api/v1/teams", Map.of("name", "Twice")).body();
        var path = "/api/v1/teams/" + team.path("id").asLong();
        program.call("PATCH", path, Map.of("name", "Twice changed"));
        var late = program.call("PATCH", path, Map.of("name", "Too late"), with(token(), "If-Match", "\"1\""));
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body().path("current")).isEqualTo(program.get(path));
    }

    @Test
    void a_team_is_another_one_when_its_members_are() {
        var path = "/api/v1/teams/" + program.call("POST", "/api/v1/teams", Map.of("name", "Those who come and go")).body().path("id").asLong();
        var team = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        var agent = "/api/v1/agents/" + agent("member@example.com");
        var member = Long.parseLong(agent.substring(agent.lastIndexOf('/') + 1));
        for (var change : List.<Runnable>of(() -> program.call("PATCH", path, Map.of("memberIds", List.of(member))), () -> program.call("PATCH", path, Map.of("memberIds", List.of())),
                () -> program.call("PATCH", agent, Map.of("teamIds", List.of(team))), () -> program.call("PATCH", agent, Map.of("active", false)),
                () -> program.call("POST", "/api/v1/agents", Map.of("name", "New", "email", "new@example.com", "role", "agent", "teamIds", List.of(team))))) {
            var before = program.call("GET", path, null);
            change.run();
            assertThat(program.get(path).path("members")).isNotEqualTo(before.body().path("members"));
            var late = program.call("PATCH", path, Map.of("memberIds", List.of(1)), with(token(), "If-Match", before.headers().firstValue("ETag").orElseThrow()));
            assertThat(late.status()).isEqualTo(412);
        }
        var same = program.call("GET", path, null);
        program.call("PATCH", agent, Map.of("name", "Renamed"));
        assertThat(program.call("GET", path, null).headers().firstValue("ETag")).isEqualTo(same.headers().firstValue("ETag"));
    }

    @Test
    void the_audit_is_paged_newest_first_and_knows_names_and_old_values() {
        var team = program.call("POST", "/api/v1/teams", Map.of("name", "Before")).body().path("id").asLong();
        program.call("PATCH", "/api/v1/teams/" + team, Map.of("name", "After"));
        program.call("DELETE", "/api/v1/teams/" + team, null);
        var first = program.get("/api/v1/audit?limit=2");
        var second = program.get("/api/v1/audit?limit=2&after=" + first.path("next").asString());
        assertThat(first.path("items").path(0).path("changes").toString()).isEqualTo("[{\"field\":\"name\",\"before\":\"After\",\"after\":null}]");
        assertThat(first.path("items").path(1).path("changes").toString()).isEqualTo("[{\"field\":\"name\",\"before\":\"Before\",\"after\":\"After\"}]");
        assertThat(second.path("items").path(0).path("changes").toString()).isEqualTo("[{\"field\":\"name\",\"before\":null,\"after\":\"Before\"}]");
        assertThat(second.path("items").path(0).path("subject").path("kind").asString()).isEqualTo("team");
    }

    @Test
    void an_agent_s_password_is_never_in_the_audit() {
        var agent = agent("hedy@example.com");
        program.call("PATCH", "/api/v1/agents/" + agent, Map.of("password", "quite another one"));
        assertThat(newest("workspace.agent-password-changed").path("changes")).isEmpty();
        assertThat(program.get("/api/v1/audit?limit=100").toString()).doesNotContain(PASSWORD).doesNotContain("quite another one");
    }

    @Test
    void a_session_that_is_ended_in_the_database_by_another_node_is_ended_here_at_once() {
        agent("ended@example.com");
        var browser = program.signIn("ended@example.com", PASSWORD);
        assertThat(program.call("GET", "/api/v1/session", null, browser).status()).isEqualTo(200);
        sql("update workspace_session set ended_at = now() where agent_id = (select id from workspace_agent where email = 'ended@example.com')");
        assertThat(program.call("GET", "/api/v1/session", null, browser).status()).isEqualTo(401);
    }

    @Test
    void a_token_that_is_ended_by_another_node_is_ended_here_at_once() {
        var issued = issue(List.of("ticket-view"), token()).body();
        var shop = Map.of("Authorization", "Bearer " + issued.path("token").asString());
        assertThat(program.call("GET", "/api/v1/tickets", null, shop).status()).isEqualTo(200);
        sql("update workspace_token set ended_at = now() where id = " + issued.path("id").asLong());
        assertThat(program.call("GET", "/api/v1/tickets", null, shop).status()).isEqualTo(401);
    }

    @Test
    void a_new_password_and_being_switched_off_end_sessions_and_tokens() {
        var agent = agent("switched@example.com");
        var browser = program.signIn("switched@example.com", PASSWORD);
        program.call("PATCH", "/api/v1/agents/" + agent, Map.of("password", "quite another one"));
        assertThat(program.call("GET", "/api/v1/session", null, browser).status()).isEqualTo(401);
        var again = program.signIn("switched@example.com", "quite another one");
        program.call("PATCH", "/api/v1/agents/" + agent, Map.of("active", false));
        assertThat(program.call("GET", "/api/v1/session", null, again).status()).isEqualTo(401);
        program.call("PATCH", "/api/v1/agents/" + agent, Map.of("active", true));
        assertThat(program.call("GET", "/api/v1/session", null, again).status()).isEqualTo(401);
    }

    @Test
    void a_change_of_an_agent_with_a_bad_password_changes_nothing() {
        var agent = agent("unchanged@example.com");
        assertThat(program.call("PATCH", "/api/v1/agents/" + agent, Map.of("name", "Renamed", "password", "short")).status()).isEqualTo(422);
        assertThat(program.get("/api/v1/agents/" + agent).path("name").asString()).isEqualTo("Hedy");
    }

    @Test
    void a_token_of_narrow_scopes_issues_none_that_is_wider() {
        var narrow = Map.of("Authorization", "Bearer " + issue(List.of("token-manage", "ticket-view"), token()).body().path("token").asString());
        assertThat(issue(List.of("*"), narrow).status()).isEqualTo(403);
        assertThat(issue(List.of("ticket-view", "agent-manage"), narrow).status()).isEqualTo(403);
        assertThat(issue(List.of("ticket-view"), narrow).status()).isEqualTo(201);
    }

    @Test
    void a_token_holds_until_it_expires() {
        var gone = program.call("POST", "/api/v1/api-tokens", Map.of("name", "late", "scopes", List.of("*"), "expiresAt", "2001-01-01T00:00:00Z"));
        assertThat(gone.body().path("errors").path(0).path("code").asString()).isEqualTo("in-the-past");
        var issued = program.call("POST", "/api/v1/api-tokens", Map.of("name", "short", "scopes", List.of("*"), "expiresAt", "2099-01-01T00:00:00Z")).body();
        var headers = Map.of("Authorization", "Bearer " + issued.path("token").asString());
        assertThat(program.call("GET", "/api/v1/session", null, headers).status()).isEqualTo(200);
        sql("update workspace_token set expires_at = now() - interval '1 second' where id = " + issued.path("id").asLong());
        assertThat(program.call("GET", "/api/v1/session", null, headers).status()).isEqualTo(401);
    }

    @Test
    void a_dead_letter_is_replayed_with_those_behind_it_and_one_that_fails_stays() {
        program.call("POST", "/api/v1/teams", Map.of("name", "For letters"));
        var first = letter("snooze-timer", 0);
        letter("snooze-timer", 1);
        var lost = letter("no-such-reader", 0);
        assertThat(program.call("POST", "/api/v1/dead-letters/" + lost + "/replays", null).code()).isEqualTo("replay-failed");
        assertThat(program.call("POST", "/api/v1/dead-letters/" + first + "/replays", null).status()).isEqualTo(204);
        assertThat(program.call("POST", "/api/v1/dead-letters/" + first + "/replays", null).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/dead-letters").path("items").valueStream().map(item -> item.path("id").asLong())).containsExactly(lost);
        assertThat(newest("workspace.dead-letter-replayed").path("changes").toString()).contains("snooze-timer");
    }

    @Test
    void the_timeline_comes_newest_first_and_in_pages() {
        var ticket = program.call("POST", "/api/v1/tickets", Map.of("subject", "Line", "contact", Map.of("email", "linus@example.org"), "bodyHtml", "<p>x</p>", "kind", "inbound")).body().path("id").asLong();
        for (var priority : List.of("high", "low", "urgent")) program.call("PATCH", "/api/v1/tickets/" + ticket, Map.of("priority", priority));
        var page = program.get("/api/v1/tickets/" + ticket + "/timeline?limit=2");
        assertThat(page.path("items").path(0).path("data").path("after").asString()).isEqualTo("urgent");
        var rest = program.get("/api/v1/tickets/" + ticket + "/timeline?after=" + page.path("next").asString());
        assertThat(rest.path("items").valueStream().map(entry -> entry.path("type").asString())).startsWith("ticket.priority-changed").endsWith("ticket.opened");
    }

    @Test
    void the_timeline_names_whom_a_ticket_was_taken_from_and_given_to() {
        var teams = List.of("Before it", "After it").stream().map(name -> program.call("POST", "/api/v1/teams", Map.of("name", name)).body().path("id").asLong()).toList();
        var ticket = "/api/v1/tickets/" + program.call("POST", "/api/v1/tickets", Map.of("subject", "Given", "contact", Map.of("email", "linus@example.org"), "bodyHtml", "<p>x</p>", "kind", "inbound",
                "teamId", teams.getFirst())).body().path("id").asLong();
        program.call("PATCH", ticket, Map.of("teamId", teams.getLast(), "assigneeId", 1));
        var entries = program.get(ticket + "/timeline?limit=2").path("items");
        assertThat(entries.path(0).path("names").toString()).isEqualTo("{\"agent:1\":\"Administrator\"}");
        assertThat(entries.path(1).path("names").valueStream().map(JsonNode::asString)).containsExactlyInAnyOrder("Before it", "After it");
        assertThat(entries.path(0).path("command")).isEqualTo(entries.path(1).path("command"));
    }

    @Test
    void everybody_has_a_draft_of_his_own_and_gets_it_back_as_he_left_it() {
        var ticket = "/api/v1/tickets/" + program.call("POST", "/api/v1/tickets", Map.of("subject", "Drafted", "contact", Map.of("email", "linus@example.org"), "bodyHtml", "<p>x</p>", "kind", "inbound")).body().path("id").asLong();
        agent("drafter@example.com");
        var other = program.signIn("drafter@example.com", PASSWORD);
        var file = program.upload("seam.txt", "a seam", token()).body().path("id").asLong();
        var draft = Map.of("kind", "reply", "bodyHtml", "<p>Not yet</p>", "to", List.of("linus@example.org"), "cc", List.of("eve@example.org"), "attachmentIds", List.of(file));
        assertThat(program.call("GET", ticket + "/draft?kind=reply", null).status()).isEqualTo(404);
        var saved = program.call("PUT", ticket + "/draft", draft).body();
        assertThat(program.get(ticket + "/draft?kind=reply")).isEqualTo(saved);
        assertThat(saved.path("bodyHtml").asString()).isEqualTo("<p>Not yet</p>");
        assertThat(saved.path("cc").path(0).asString()).isEqualTo("eve@example.org");
        assertThat(saved.path("attachments").path(0).path("name").asString()).isEqualTo("seam.txt");
        assertThat(program.call("GET", ticket + "/draft?kind=note", null).status()).isEqualTo(404);
        assertThat(program.call("GET", ticket + "/draft?kind=reply", null, other).status()).isEqualTo(404);
        program.call("PUT", ticket + "/draft", Map.of("kind", "reply", "bodyHtml", "<p>Mine</p>"), other);
        assertThat(program.get(ticket + "/draft?kind=reply")).isEqualTo(saved);

        program.call("POST", ticket + "/messages", Map.of("kind", "note", "bodyHtml", "<p>Said</p>", "clientMessageId", "said"));
        assertThat(program.call("GET", ticket + "/draft?kind=reply", null).status()).isEqualTo(200);
        program.call("DELETE", ticket + "/draft?kind=reply", null);
        assertThat(program.call("GET", ticket + "/draft?kind=reply", null).status()).isEqualTo(404);
        assertThat(program.call("GET", ticket + "/draft?kind=reply", null, other).status()).isEqualTo(200);
    }

    @Test
    void what_a_patch_leaves_out_stays_and_a_null_takes_away() {
        var team = program.call("POST", "/api/v1/teams", Map.of("name", "Keepers")).body().path("id").asLong();
        var ticket = program.call("POST", "/api/v1/tickets", Map.of("subject", "Keep", "contact", Map.of("email", "linus@example.org"), "bodyHtml", "<p>x</p>", "kind", "inbound",
                "teamId", team, "assigneeId", 1)).body();
        var path = "/api/v1/tickets/" + ticket.path("id").asLong();
        var kept = program.call("PATCH", path, Map.of("priority", "high")).body();
        assertThat(kept.path("team").path("id").asLong()).isEqualTo(team);
        assertThat(kept.path("assignee").path("id").asLong()).isEqualTo(1);
        assertThat(program.call("PATCH", path, "{\"assigneeId\": null}").body().path("assignee").isNull()).isTrue();
    }

    private static long letter(String reader, int offset) {
        return program.bean(DSLContext.class).fetchSingle("insert into platform_dead_letter (reader, command, subjects, attempts, error, at) "
                + "select '" + reader + "', c, array['team:1'], 5, 'broken', now() from (select distinct command as c from platform_journal order by 1 limit 1 offset " + offset + ") x returning id").get(0, Long.class);
    }

    private static long agent(String email) {
        return program.call("POST", "/api/v1/agents", Map.of("name", "Hedy", "email", email, "role", "agent", "password", PASSWORD)).body().path("id").asLong();
    }

    private static Program.Answer issue(List<String> scopes, Map<String, String> by) {
        return program.call("POST", "/api/v1/api-tokens", Map.of("name", "one", "scopes", scopes), by);
    }

    private static JsonNode newest(String type) {
        return program.get("/api/v1/audit?limit=100").path("items").valueStream().filter(entry -> entry.path("type").asString().equals(type)).findFirst().orElseThrow();
    }

    private static Map<String, String> token() {
        return Map.of("Authorization", "Bearer " + Program.TOKEN);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    private static void sql(String statement) {
        program.bean(DSLContext.class).execute(statement);
    }
}
