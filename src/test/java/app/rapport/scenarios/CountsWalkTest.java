package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.Cast;
import app.rapport.testing.MoodyMailServer;
import app.rapport.testing.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Ten agents of the four roles with different scopes do whatever comes to their minds; what each is shown as counts is then
/// what counting the tickets one by one gives.
class CountsWalkTest {

    private static final int COMMANDS = Boolean.getBoolean("rapport.full") ? 5000 : 400;
    /// May be set to repeat a walk.
    private static final long SEED = Long.getLong("rapport.seed", new Random().nextLong());
    private static final List<String> STATUSES = List.of("open", "pending", "on-hold", "solved", "open", "pending", "closed");
    private static final String PASSWORD = "correct horse battery";

    private record Walker(long id, String role, boolean all, Set<Long> scope, boolean own, Set<Long> teams, Map<String, String> headers) {

        boolean sees(Row ticket) {
            return all || ticket.team != null && scope.contains(ticket.team) || own && ticket.assignee != null && ticket.assignee == id;
        }

        boolean has(String view, Row ticket) {
            return switch (view) {
                case "mine" -> ticket.assignee != null && ticket.assignee == id;
                case "my-teams" -> ticket.team != null && teams.contains(ticket.team);
                case "unassigned" -> ticket.assignee == null;
                case "open" -> true;
                default -> throw new AssertionError(view);
            };
        }
    }

    private record Row(Long team, Long assignee) {}

    private static final Random random = new Random(SEED);
    private static final List<Long> teams = new ArrayList<>();
    private static final List<Walker> walkers = new ArrayList<>();
    private static final Map<Integer, Integer> answers = new TreeMap<>();
    private static Program program;
    private static MoodyMailServer world;

    @BeforeAll
    static void gather() {
        System.out.println("CountsWalkTest: repeat this walk with -Drapport.seed=" + SEED);
        world = new MoodyMailServer();
        program = new Program();
        program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(world.port(), false));
        for (var name : List.of("Orders", "Returns", "Repairs")) teams.add(program.call("POST", "/api/v1/teams", Map.of("name", name)).body().path("id").asLong());
        var roles = List.of("administrator", "manager", "manager", "agent", "agent", "agent", "agent", "agent", "collaborator", "collaborator");
        for (var i = 0; i < roles.size(); i++) walkers.add(walker(i, roles.get(i)));
    }

    private static Walker walker(int number, String role) {
        var all = number % 4 == 0;
        var scope = Set.copyOf(teams.subList(0, number % 3 + 1).stream().filter(team -> (team + number) % 2 == 0).toList());
        var own = number % 2 == 1 || !all && scope.isEmpty();
        var member = Set.of(teams.get(number % teams.size()));
        var email = "walker" + number + "@example.com";
        var made = program.call("POST", "/api/v1/agents", Map.of("name", "Walker " + number, "email", email, "role", role, "password", PASSWORD, "teamIds", member,
                "scope", Map.of("all", all, "teamIds", scope, "own", own)));
        assertThat(made.status()).isEqualTo(201);
        return new Walker(made.body().path("id").asLong(), role, all, scope, own, member, program.signIn(email, PASSWORD));
    }

    @AfterAll
    static void part() {
        program.close();
        world.close();
    }

    @Test
    void every_count_that_is_shown_is_what_counting_gives() {
        var cast = new Cast(program.smtpPort());
        for (var i = 0; i < COMMANDS; i++) {
            if (random.nextInt(10) == 0) cast.writes("customer" + random.nextInt(20) + "@example.org", "Matter " + i, "Hello", Map.of());
            else step(walkers.get(random.nextInt(walkers.size())));
        }
        assertThat(answers.get(200)).as("commands that were done, of %s", answers).isGreaterThan(COMMANDS / 4);
        assertThat(answers.keySet()).allMatch(status -> status < 500);
        org.awaitility.Awaitility.await().until(() -> program.bean(app.rapport.platform.intake.Intake.class).waiting() == 0);
        program.settle();

        var tickets = program.bean(DSLContext.class).resultQuery("select team_id, assignee_id from ticket where status not in ('solved', 'closed') and snoozed_until is null")
                .fetch(row -> new Row(row.get(0, Long.class), row.get(1, Long.class)));
        for (var walker : walkers) {
            var views = program.call("GET", "/api/v1/views", null, walker.headers).body().path("items");
            assertThat(views.size()).isEqualTo(4);
            for (var view : views) {
                var counted = tickets.stream().filter(ticket -> walker.sees(ticket) && walker.has(view.path("key").asString(), ticket)).count();
                assertThat(view.path("count").asLong()).as("%s of %s", view.path("key"), walker).isEqualTo(counted);
            }
        }
    }

    private void step(Walker walker) {
        if (random.nextInt(6) == 0) {
            var wanted = new HashMap<String, Object>(Map.of("subject", "Opened by hand", "contact", Map.of("email", "customer" + random.nextInt(20) + "@example.org"), "bodyHtml", "<p>Hello</p>",
                    "kind", List.of("inbound", "reply", "note").get(random.nextInt(3)), "teamId", teams.get(random.nextInt(teams.size()))));
            if (random.nextBoolean()) wanted.put("assigneeId", walkers.get(random.nextInt(walkers.size())).id);
            count(program.call("POST", "/api/v1/tickets", wanted, walker.headers));
            return;
        }
        var listed = program.call("GET", "/api/v1/tickets?limit=100", null, walker.headers).body().path("items");
        if (listed.isEmpty()) return;
        var path = "/api/v1/tickets/" + listed.get(random.nextInt(listed.size())).path("id").asLong();
        count(switch (random.nextInt(8)) {
            case 0 -> program.call("PATCH", path, Map.of("status", STATUSES.get(random.nextInt(STATUSES.size()))), walker.headers);
            case 1 -> program.call("PATCH", path, java.util.Collections.singletonMap("assigneeId", random.nextInt(3) == 0 ? null : walkers.get(random.nextInt(walkers.size())).id), walker.headers);
            case 2 -> program.call("PATCH", path, java.util.Collections.singletonMap("teamId", random.nextInt(4) == 0 ? null : teams.get(random.nextInt(teams.size()))), walker.headers);
            case 3 -> program.call("PATCH", path, Map.of("priority", List.of("low", "urgent").get(random.nextInt(2)), "tags", List.of("tag" + random.nextInt(3))), walker.headers);
            case 4 -> program.call("PUT", path + "/snooze", Map.of("until", "2030-01-01T00:00:00Z"), walker.headers);
            case 5 -> program.call("DELETE", path + "/snooze", null, walker.headers);
            case 6 -> program.call("POST", path + "/messages", Map.of("kind", "reply", "bodyHtml", "<p>Yes</p>", "clientMessageId", "r" + random.nextLong(), "status",
                    STATUSES.get(random.nextInt(4)), "delaySeconds", random.nextInt(2) * 600), walker.headers);
            default -> program.call("POST", path + "/messages", Map.of("kind", "note", "bodyHtml", "<p>Hm</p>", "clientMessageId", "n" + random.nextLong()), walker.headers);
        });
    }

    private static void count(Program.Answer answer) {
        answers.merge(answer.status() == 201 ? 200 : answer.status(), 1, Integer::sum);
    }
}
