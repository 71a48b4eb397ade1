package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.time.Time;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.testing.Screen;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Lists, questions and search, as an agent asks them.
class ListsTest {

    private static final String PASSWORD = "correct horse battery";
    private static Program program;
    private static long returns;
    private static final List<Long> opened = new ArrayList<>();

    @BeforeAll
    static void open() {
        program = new Program();
        returns = program.call("POST", "/api/v1/teams", Map.of("name", "Returns")).body().path("id").asLong();
        var priorities = List.of("low", "normal", "high", "urgent");
        for (var i = 0; i < 12; i++) {
            var body = new HashMap<String, Object>(Map.of("subject", "Order " + i + (i % 3 == 0 ? " Größe falsch" : " arrived"), "contact",
                    Map.of("email", i % 2 == 0 ? Cast.LINUS : Cast.EVE, "name", i % 2 == 0 ? "Linus" : "Eve"), "bodyHtml",
                    "<p>The parcel with the zeppelin " + i + " &lt;b&gt;is here</p>", "kind", "inbound", "priority", priorities.get(i % 4), "tags", i % 4 == 0 ? List.of("vip") : List.of()));
            if (i % 2 == 0) body.put("teamId", returns);
            opened.add(program.call("POST", "/api/v1/tickets", body).body().path("id").asLong());
        }
        program.call("PATCH", "/api/v1/tickets/" + opened.get(0), Map.of("status", "solved"));
        program.settle();
    }

    @AfterAll
    static void close() {
        program.close();
    }

    @Test
    void a_list_comes_in_pages_that_neither_skip_nor_repeat_in_every_order() {
        for (var sort : List.of("-number", "number", "-updated", "updated", "-priority", "priority")) {
            var whole = ids(program.get("/api/v1/tickets?limit=100&sort=" + sort));
            var paged = new ArrayList<Long>();
            var next = "";
            do {
                var page = program.get("/api/v1/tickets?limit=5&sort=" + sort + "&after=" + next);
                paged.addAll(ids(page));
                next = page.path("next").asString("");
            } while (!next.isEmpty());
            assertThat(whole).as(sort).hasSize(12);
            assertThat(paged).as(sort).isEqualTo(whole);
        }
        assertThat(ids(program.get("/api/v1/tickets"))).isEqualTo(opened.reversed());
        var priorities = program.get("/api/v1/tickets?sort=-priority").path("items").valueStream().map(item -> item.path("priority").asString()).toList();
        assertThat(priorities).startsWith("urgent", "urgent", "urgent", "high").endsWith("low");
    }

    @Test
    void a_page_goes_out_in_one_piece_with_its_length() {
        var page = program.call("GET", "/api/v1/tickets?limit=100", null);
        assertThat(page.headers().firstValueAsLong("Content-Length").orElse(0)).isGreaterThan(4096);
        assertThat(page.headers().firstValue("Transfer-Encoding")).isEmpty();
    }

    @Test
    void questions_narrow_down_and_say_what_is_wrong_with_them() {
        assertThat(asked("status:solved")).containsExactly(opened.get(0));
        assertThat(asked("team:Returns -status:solved")).hasSize(5);
        assertThat(asked("team:none")).hasSize(6);
        assertThat(asked("contact:" + Cast.EVE + " priority>normal")).allSatisfy(id -> assertThat(opened.indexOf(id) % 2).isEqualTo(1));
        assertThat(asked("tag:vip")).hasSize(3);
        assertThat(asked("subject:größe")).hasSize(4);
        assertThat(asked("assignee:none sort:number")).isEqualTo(opened);
        for (var wrong : List.of("status:broken", "nonsense:1", "created>tomorrow-ish", "team:Nowhere", "sort:subject", "subject:\"open", "subject:" + "a,".repeat(100) + "a")) {
            var answer = program.call("GET", "/api/v1/tickets?q=" + encoded(wrong), null);
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo("q");
        }
        assertThat(program.call("GET", "/api/v1/tickets?sort=subject", null).status()).isEqualTo(422);
        assertThat(program.call("GET", "/api/v1/tickets?sort=priority&after=enormous_7", null).status()).isEqualTo(422);
        for (var outside : List.of("-300000000000000000_7", "9223372036854775807_7", "-9223372036854775808_7")) {
            var answer = program.call("GET", "/api/v1/tickets?sort=updated&after=" + outside, null);
            assertThat(answer.status()).as(outside).isEqualTo(422);
            assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo("after");
        }
        assertThat(program.call("GET", "/api/v1/tickets?view=nobody", null).status()).isEqualTo(422);
    }

    @Test
    void names_stand_for_whom_they_name_and_for_nobody_when_they_could_be_two() {
        for (var email : List.of("grace.hopper@example.com", "twin1@example.com", "twin2@example.com"))
            program.call("POST", "/api/v1/agents", Map.of("name", email.startsWith("twin") ? "Twin" : "Grace Hopper", "email", email, "role", "agent", "password", PASSWORD));
        var grace = program.call("GET", "/api/v1/agents?limit=100", null).body().path("items").valueStream().filter(agent -> agent.path("name").asString().equals("Grace Hopper")).findFirst().orElseThrow();
        program.call("PATCH", "/api/v1/tickets/" + opened.get(5), Map.of("assigneeId", grace.path("id").asLong()));
        for (var name : List.of("\"grace hopper\"", "grace.hopper@example.com", grace.path("id").asString())) assertThat(asked("assignee:" + name)).as(name).containsExactly(opened.get(5));
        assertThat(asked("team:rETURNS")).hasSize(6);
        for (var nobody : List.of("assignee:Twin", "assignee:Nobody", "contact:linus")) {
            var answer = program.call("GET", "/api/v1/tickets?q=" + encoded(nobody), null);
            assertThat(answer.body().path("errors").path(0).path("code").asString()).as(nobody).isEqualTo("unknown-value");
        }
        program.call("PATCH", "/api/v1/tickets/" + opened.get(5), "{\"assigneeId\":null}");
    }

    @Test
    void days_in_a_question_are_those_of_whoever_asks_and_else_the_companys() {
        // These two never have the same date.
        var there = program.bean(Time.class).now().atZone(ZoneId.of("Pacific/Kiritimati")).toLocalDate();
        for (var list : List.of("/tickets", "/search")) {
            var asked = "/api/v1" + list + "?q=created:" + there + "&zone=Pacific/";
            assertThat(program.get(asked + "Kiritimati").path("items")).as(list).hasSize(12);
            assertThat(program.get(asked + "Pago_Pago").path("items")).as(list).isEmpty();
        }
        assertThat(asked("created:today")).hasSize(12);
        for (var list : List.of("/tickets?zone=Nowhere", "/search?q=x&zone=Nowhere")) {
            assertThat(program.call("GET", "/api/v1" + list, null).body().path("errors").path(0).path("field").asString()).as(list).isEqualTo("zone");
        }
    }

    @Test
    void what_is_wrong_with_a_question_and_where_is_said_for_a_screen_to_word() {
        var error = program.call("GET", "/api/v1/tickets?q=" + encoded("vip status:broken"), null).body().path("errors").path(0);
        assertThat(error.path("code").asString()).isEqualTo("unknown-value");
        assertThat(error.path("params").path("character").asInt()).isEqualTo(12);
        assertThat(error.path("params").path("text").asString()).isEqualTo("broken");
    }

    @Test
    void a_change_of_one_field_leaves_the_others_alone_and_null_takes_away() {
        var path = "/api/v1/tickets/" + opened.get(2);
        program.call("PATCH", path, Map.of("assigneeId", 1));
        program.call("PATCH", path, Map.of("subject", "Order 2 arrived"));
        assertThat(program.get(path).path("assignee").path("id").asLong()).isEqualTo(1);
        assertThat(program.get(path).path("team").path("id").asLong()).isEqualTo(returns);
        program.call("PATCH", path, "{\"assigneeId\":null}");
        assertThat(program.get(path).path("assignee").isNull()).isTrue();
        assertThat(program.get(path).path("team").path("id").asLong()).isEqualTo(returns);
    }

    @Test
    void words_are_found_with_the_passage_and_within_the_conditions_beside_them() {
        var hit = await().until(() -> program.get("/api/v1/search?q=zeppelin").path("items"), items -> items.size() == 12).path(0);
        var body = hit.path("highlights").valueStream().filter(highlight -> highlight.path("field").asString().equals("body")).findFirst().orElseThrow();
        assertThat(body.path("html").asString()).contains("<mark>zeppelin</mark>").contains("&lt;b&gt;").doesNotContain("<b>");
        assertThat(found("zeppelin status:solved")).containsExactly(opened.get(0));
        assertThat(found("zeppelin team:Returns tag:vip")).hasSize(3);
        assertThat(found("grosse")).hasSize(4);
        assertThat(found("Größe")).hasSize(4);
        assertThat(found("zepp")).hasSize(12);
        assertThat(found("" + opened.get(3))).first().isEqualTo(opened.get(3));
        assertThat(found(Cast.EVE)).hasSize(6);
        assertThat(asked("zeppelin status:solved")).containsExactly(opened.get(0));

        var first = program.get("/api/v1/search?limit=5&q=zeppelin");
        var second = program.get("/api/v1/search?limit=5&q=zeppelin&after=" + first.path("next").asString());
        var third = program.get("/api/v1/search?limit=5&q=zeppelin&after=" + second.path("next").asString());
        assertThat(third.path("next").isNull()).isTrue();
        var all = new ArrayList<>(ticketIds(first));
        all.addAll(ticketIds(second));
        all.addAll(ticketIds(third));
        assertThat(all).containsExactlyInAnyOrderElementsOf(opened);
        assertThat(program.call("GET", "/api/v1/search?q=", null).status()).isEqualTo(422);
        assertThat(program.call("GET", "/api/v1/search?q=x&after=y", null).status()).isEqualTo(422);
    }

    @Test
    void whoever_sees_a_team_only_lists_counts_and_finds_its_tickets_only() {
        var scope = Map.of("all", false, "teamIds", List.of(returns), "brandIds", List.of(), "own", true);
        program.call("POST", "/api/v1/agents", Map.of("name", "Grace", "email", "grace@example.com", "role", "agent", "password", PASSWORD, "scope", scope));
        var grace = program.signIn("grace@example.com", PASSWORD);
        var hers = ids(program.call("GET", "/api/v1/tickets?limit=100", null, grace).body());
        assertThat(hers).hasSize(6);
        assertThat(ids(program.call("GET", "/api/v1/tickets?view=unassigned&limit=2", null, grace).body())).hasSize(2);
        await().untilAsserted(() -> assertThat(ticketIds(program.call("GET", "/api/v1/search?q=zeppelin", null, grace).body())).containsExactlyInAnyOrderElementsOf(hers));
        var open = program.call("GET", "/api/v1/views", null, grace).body().path("items").valueStream().filter(view -> view.path("key").asString().equals("open")).findFirst().orElseThrow();
        assertThat(open.path("count").asLong()).isEqualTo(5);
    }

    @Test
    void whoever_is_in_many_teams_has_views_and_counts_too() {
        var teams = new ArrayList<Long>();
        for (var i = 0; i < 120; i++) teams.add(program.call("POST", "/api/v1/teams", Map.of("name", "Team " + i)).body().path("id").asLong());
        teams.add(returns);
        var scope = Map.of("all", false, "teamIds", teams, "brandIds", List.of(), "own", true);
        program.call("POST", "/api/v1/agents", Map.of("name", "Everywhere", "email", "everywhere@example.com", "role", "agent", "password", PASSWORD, "teamIds", teams, "scope", scope));
        var everywhere = program.signIn("everywhere@example.com", PASSWORD);
        var mine = ids(program.call("GET", "/api/v1/tickets?view=my-teams", null, everywhere).body());
        assertThat(mine).hasSize(5);
        await().untilAsserted(() -> {
            var views = program.call("GET", "/api/v1/views", null, everywhere);
            assertThat(views.status()).isEqualTo(200);
            assertThat(views.body().path("items").valueStream().filter(view -> view.path("key").asString().equals("my-teams")).findFirst().orElseThrow().path("count").asLong()).isEqualTo(5);
        });
        assertThat(program.call("GET", "/api/v1/tickets", null, everywhere).status()).isEqualTo(200);
        assertThat(program.call("GET", "/api/v1/search?q=zeppelin", null, everywhere).status()).isEqualTo(200);
        try (var screen = new Screen(program.address("/api/v1/stream?topics=view:my-teams"), everywhere)) {
            screen.hears("ready", data -> true);
        }
    }

    private static List<Long> asked(String q) {
        return ids(program.get("/api/v1/tickets?limit=100&q=" + encoded(q)));
    }

    private static List<Long> found(String q) {
        return ticketIds(program.get("/api/v1/search?limit=100&q=" + encoded(q)));
    }

    private static List<Long> ids(JsonNode page) {
        return page.path("items").valueStream().map(item -> item.path("id").asLong()).toList();
    }

    private static List<Long> ticketIds(JsonNode page) {
        return page.path("items").valueStream().map(item -> item.path("ticket").path("id").asLong()).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
