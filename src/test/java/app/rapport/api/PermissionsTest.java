package app.rapport.api;

import static app.rapport.api.Call.delete;
import static app.rapport.api.Call.get;
import static app.rapport.api.Call.patch;
import static app.rapport.api.Call.post;
import static app.rapport.api.Call.put;
import static app.rapport.api.Row.held;
import static app.rapport.api.Row.own;
import static app.rapport.api.Row.row;
import static app.rapport.api.Row.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// For each operation and each caller: a thing he may see, one of another team, one that is not there. What a call does is read
/// off the database: a refused one leaves every table as it was.
class PermissionsTest {

    private static final Map<String, Object> REPLY = Map.of("kind", "reply", "bodyHtml", "<p>Hello</p>", "delaySeconds", 3600);
    private static final Map<String, Object> OUTBOUND = Map.of("host", "127.0.0.1", "port", 2525, "security", "none");

    /// Administrator, Manager, aGent, Collaborator, narrow token. Contacts, the audit, mailboxes and the people are the company's: whoever may
    /// see them sees all, whatever his scope.
    private static final List<Row> ROWS = List.of(
            row("session/sign-in", "*", w -> post("/session", Map.of("email", Caller.AGENT.email(), "password", World.PASSWORD))).changes("workspace_session"),
            row("session/me", "AMGCn", w -> get("/session")),
            row("session/prefer", "AMGC", w -> patch("/session", Map.of("undoSendSeconds", 11 + (w.name().hashCode() & 31)))).changes("workspace_agent", "platform_journal"),
            own("session/sign-out", "AMGC", (w, caller) -> caller.isAgent() ? delete("/session").as(w.browser(caller)) : delete("/session")).changes("workspace_session"),
            row("session/list", "AMGC", w -> get("/sessions")),
            own("session/end", "AMGC", (w, caller) -> delete("/sessions/" + session(w, caller))).changes("workspace_session"),
            own("session/end", "AMGC", (w, caller) -> delete("/sessions/" + session(w, caller == Caller.AGENT ? Caller.MANAGER : Caller.AGENT))).answers(404),
            row("set-up/state", "*", w -> get("/setup?token=wrong")),
            row("set-up/open", "*", w -> post("/setup", Map.of("token", "wrong", "company", "Mine now", "administrator", Map.of("name", "Eve", "email", "eve@example.net", "password", "correct horse")))).answers(403),
            row("set-up/bootstrap", "*", w -> get("/bootstrap")),
            row("agent/list", "AMGC", w -> get("/agents")),
            row("agent/get", "AMGC", w -> get("/agents/" + agent(w))),
            row("agent/add", "A", w -> post("/agents", newAgent(w))).changes("workspace_agent", "platform_journal"),
            row("agent/edit", "A", w -> patch("/agents/" + agent(w), Map.of("role", "administrator", "password", "another password"))).changes("workspace_agent", "platform_journal"),
            row("agent/roles", "AMGC", w -> get("/roles")),
            row("team/list", "AMGC", w -> get("/teams")),
            row("team/get", "AMGC", w -> get("/teams/" + w.blue)),
            row("team/add", "AM", w -> post("/teams", Map.of("name", w.name()))).changes("workspace_team", "platform_journal"),
            row("team/edit", "AM", w -> patch("/teams/" + w.blue, Map.of("name", w.name()))).changes("workspace_team", "platform_journal"),
            row("team/remove", "AM", w -> delete("/teams/" + w.make("/teams", Map.of("name", w.name())))).changes("workspace_team", "platform_journal"),
            row("api-token/list", "A", w -> get("/api-tokens")),
            row("api-token/issue", "A", w -> post("/api-tokens", Map.of("name", w.name(), "scopes", List.of("*")))).changes("workspace_token", "platform_journal"),
            row("api-token/end", "A", w -> delete("/api-tokens/" + w.make("/api-tokens", Map.of("name", w.name(), "scopes", List.of("ticket-view"))))).changes("workspace_token", "platform_journal"),
            row("settings/get", "A", w -> get("/settings")),
            row("settings/change", "A", w -> patch("/settings", Map.of("company", w.name()))).changes("platform_configuration", "platform_journal"),
            row("audit/list", "AM", w -> get("/audit")),
            row("dead-letter/list", "A", w -> get("/dead-letters?limit=" + (1 + w.deadLetter() % 2))),
            row("dead-letter/replay", "A", w -> post("/dead-letters/" + w.deadLetter() + "/replays", Map.of())).changes("platform_dead_letter", "platform_journal"),
            row("channel-account/list", "AM", w -> get("/channel-accounts")),
            row("channel-account/get", "AM", w -> get("/channel-accounts/1")),
            row("channel-account/add", "A", w -> post("/channel-accounts", Map.of("kind", "email", "name", "Sales", "address", w.name() + "@example.com", "outbound", OUTBOUND)))
                    .changes("channel_account", "platform_configuration", "platform_journal"),
            row("channel-account/edit", "A", w -> patch("/channel-accounts/1", Map.of("name", w.name()))).changes("channel_account", "platform_journal"),
            row("held-message/list", "AM", w -> get("/held-messages?limit=100")).shows(World::held, item -> item.path("id").asLong()),
            held("held-message/raw", "AM", (w, m) -> get("/held-messages/" + m + "/raw")),
            held("held-message/recover", "AM", (w, m) -> post("/held-messages/" + m + "/recovery", Map.of())).changes("ticket", "ticket_message", "platform_intake", "platform_journal"),
            held("held-message/dismiss", "AM", (w, m) -> delete("/held-messages/" + m)).changes("platform_intake", "platform_journal"),
            row("contact/list", "AMGCn", w -> get("/contacts?email=linus@example.org")),
            row("contact/get", "AMGCn", w -> get("/contacts/" + contact(w))),
            row("list/list", "AMGC", w -> get("/tickets?limit=100")).shows(World::ticket, item -> item.path("id").asLong()),
            row("view/list", "AMGC", w -> get("/views")),
            row("search/search", "AMGC", w -> get("/search?q=leaks&limit=100")).shows(World::ticket, item -> item.path("ticket").path("id").asLong()),
            row("ticket/tags", "AMGC", w -> get("/tags")),
            row("ticket/open", "AMG", w -> post("/tickets", Map.of("subject", w.name(), "contact", Map.of("email", "linus@example.org"), "bodyHtml", "<p>Hello</p>", "kind", "inbound", "teamId", w.red)))
                    .changes("ticket", "ticket_message", "platform_journal"),
            row("attachment/upload", "AMGC", w -> new Call("POST", "/attachments", "upload", null)).changes("ticket_attachment"),
            ticket("ticket/get", "AMGC", (w, t) -> get("/tickets/" + t)),
            ticket("ticket/edit", "AMG", (w, t) -> patch("/tickets/" + t, Map.of("status", "solved", "tags", List.of("wax")))).changes("ticket", "platform_journal"),
            ticket("ticket/snooze", "AMG", (w, t) -> put("/tickets/" + t + "/snooze", Map.of("until", "2099-01-01T00:00:00Z"))).changes("ticket", "platform_journal"),
            ticket("ticket/wake", "AMG", (w, t) -> delete("/tickets/" + snoozed(w, t) + "/snooze")).changes("ticket", "platform_journal"),
            ticket("ticket-page/get", "AMGC", (w, t) -> get("/tickets/" + t + "/page?timeline=true")),
            ticket("timeline/list", "AMGC", (w, t) -> get("/tickets/" + t + "/timeline")),
            ticket("message/list", "AMGC", (w, t) -> get("/tickets/" + t + "/messages")),
            ticket("message/add", "AMG", (w, t) -> post("/tickets/" + t + "/messages", with(REPLY, "clientMessageId", w.name()))).changes("ticket_message", "channel_outbound", "platform_journal"),
            ticket("message/add", "AMGC", (w, t) -> post("/tickets/" + t + "/messages", Map.of("kind", "note", "bodyHtml", "<p>Psst</p>", "clientMessageId", w.name()))).changes("ticket_message", "platform_journal"),
            ticket("message/add", "AMG", (w, t) -> post("/tickets/" + t + "/messages", Map.of("kind", "note", "bodyHtml", "<p>Done</p>", "clientMessageId", w.name(), "status", "solved"))).changes("ticket_message", "platform_journal"),
            ticket("message/withdraw", "AMG", (w, t) -> delete("/tickets/" + t + "/messages/" + queued(w, t))).changes("ticket_message", "channel_outbound", "ticket_draft", "platform_journal"),
            ticket("message/retry", "AMG", (w, t) -> post("/tickets/" + t + "/messages/" + queued(w, t) + "/retries", Map.of())).answers(409),
            ticket("draft/get", "AMG", (w, t) -> get("/tickets/" + t + "/draft?kind=reply")).answers(404),
            ticket("draft/save", "AMG", (w, t) -> put("/tickets/" + t + "/draft", Map.of("kind", "reply", "bodyHtml", "<p>I</p>"))).changes("ticket_draft"),
            ticket("draft/save", "AMGC", (w, t) -> put("/tickets/" + t + "/draft", Map.of("kind", "note", "bodyHtml", "<p>I</p>"))).changes("ticket_draft"),
            ticket("draft/delete", "AMG", (w, t) -> delete("/tickets/" + t + "/draft?kind=reply")),
            ticket("presence/say", "AMGC", (w, t) -> put("/tickets/" + t + "/presence", Map.of("state", "viewing"))),
            ticket("presence/leave", "AMGC", (w, t) -> delete("/tickets/" + t + "/presence")),
            row("stream/open", "AMGC", w -> get("/stream?topics=views")),
            row("stream/follow", "AMGC", w -> put("/stream/none/topics", Map.of("topics", List.of()))).answers(404));

    private static World world;

    @BeforeAll
    static void build() {
        world = new World();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void every_operation_of_the_document_stands_in_the_table() {
        assertThat(ROWS.stream().map(Row::operation).distinct()).containsExactlyInAnyOrderElementsOf(world.program.contract().operations().stream().map(Contract.Operation::id).toList());
    }

    @TestFactory
    Stream<DynamicTest> each_caller_may_what_the_table_says_and_a_refusal_changes_nothing() {
        return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.operation() + " " + row.allowed(), () -> {
            for (var caller : Caller.values()) {
                tryIt(row, caller, row.isOfOne() ? row.make(world, world.red) : 0, true);
                if (!row.isOfOne()) continue;
                tryIt(row, caller, row.make(world, world.blue), false);
                tryIt(row, caller, 999_999_999, false);
            }
        }));
    }

    @Test
    void a_token_that_may_answer_and_not_edit_leaves_the_status_alone() {
        var path = "/tickets/" + world.ticket(world.red) + "/messages";
        var scopes = List.of("ticket-view", "ticket-reply", "ticket-note");
        var token = Map.of("Authorization", "Bearer " + world.administer(post("/api-tokens", Map.of("name", world.name(), "scopes", scopes))).path("token").asString());
        for (var kind : List.of("reply", "note")) {
            var message = with(with(REPLY, "kind", kind), "clientMessageId", world.name());
            assertThat(world.call(Caller.NOBODY, post(path, with(message, "status", "solved")).as(token)).status()).as(kind).isEqualTo(403);
            assertThat(world.call(Caller.NOBODY, post(path, message).as(token)).status()).as(kind).isEqualTo(201);
        }
    }

    @Test
    void whoever_hands_a_ticket_on_to_where_he_does_not_see_it_is_answered_with_it_as_he_gave_it() {
        var path = "/tickets/" + world.ticket(world.red);
        var given = world.call(Caller.AGENT, patch(path, Map.of("teamId", world.blue, "priority", "high")));
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.headers().firstValue("ETag")).contains("\"" + given.body().path("version").asLong() + "\"");
        assertThat(given.body().path("team").path("id").asLong()).isEqualTo(world.blue);
        assertThat(given.body().path("priority").asString()).isEqualTo("high");
        assertThat(given.body().path("can").properties()).hasSize(4).allMatch(can -> !can.getValue().asBoolean());
        assertThat(world.call(Caller.AGENT, get(path)).status()).isEqualTo(404);
        assertThat(world.call(Caller.AGENT, patch(path, Map.of("teamId", world.red))).status()).isEqualTo(404);
    }

    private static void tryIt(Row row, Caller caller, long id, boolean isThere) {
        var call = row.call().apply(world, new Row.Target(caller, id));
        var hidden = row.shown() == null ? 0 : row.make(world, world.blue);
        var seen = row.shown() == null ? 0 : row.make(world, world.red);
        if (row.shown() != null) awaitShown(row, call, seen, hidden);
        var before = world.fingerprint();
        var answer = "upload".equals(call.body()) ? world.upload(caller) : world.call(caller, call);
        var changed = changed(before, world.fingerprint());
        var as = caller + " " + call + " → " + answer.status() + " " + answer.body();
        if (row.allows(caller) && isThere) {
            if (row.success() > 0) assertThat(answer.status()).as(as).isEqualTo(row.success());
            else assertThat(answer.status()).as(as).isBetween(200, 299);
            if (row.changes().isEmpty()) assertThat(changed).as(as).isEmpty();
            else assertThat(changed).as(as).containsAll(row.changes());
            if (row.shown() != null) assertThat(answer.body().path("items").valueStream().map(row.shown()::applyAsLong)).as(as).contains(seen).doesNotContain(hidden);
            return;
        }
        assertThat(changed).as(as).isEmpty();
        switch (caller) {
            case NOBODY -> assertThat(answer.status()).as(as).isEqualTo(401);
            case NARROW_TOKEN -> assertThat(answer.status()).as(as).isIn(403, 404);
            default -> assertThat(answer.status()).as(as).isEqualTo(isThere ? 403 : 404);
        }
    }

    /// The search index follows the journal; that the one who sees everything finds both shows that it has come so far.
    private static void awaitShown(Row row, Call call, long seen, long hidden) {
        await().until(() -> world.administer(call).path("items").valueStream().map(row.shown()::applyAsLong).toList().containsAll(List.of(seen, hidden)));
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream().filter(table -> !table.getValue().equals(before.get(table.getKey()))).map(Map.Entry::getKey).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<String, Object> newAgent(World w) {
        return Map.of("name", "Grace", "email", w.name() + "@example.com", "role", "agent");
    }

    private static long agent(World w) {
        return w.make("/agents", newAgent(w));
    }

    private static long contact(World w) {
        w.ticket(w.blue);
        return w.administer(get("/contacts?email=linus@example.org")).path("items").path(0).path("id").asLong();
    }

    /// Another session of the caller; for one who has none, some number.
    private static long session(World w, Caller caller) {
        if (!caller.isAgent()) return 1;
        w.browser(caller);
        return w.call(caller, get("/sessions")).body().path("items").valueStream().filter(session -> !session.path("current").asBoolean()).mapToLong(session -> session.path("id").asLong()).max().orElseThrow();
    }

    private static long snoozed(World w, long ticket) {
        if (exists(ticket)) w.administer(put("/tickets/" + ticket + "/snooze", Map.of("until", "2099-01-01T00:00:00Z")));
        return ticket;
    }

    private static long queued(World w, long ticket) {
        return exists(ticket) ? w.queued(ticket) : 1;
    }

    private static boolean exists(long ticket) {
        return ticket < 999_999_999;
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        return Stream.concat(map.entrySet().stream(), Stream.of(Map.entry(key, value))).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (former, latter) -> latter));
    }
}
