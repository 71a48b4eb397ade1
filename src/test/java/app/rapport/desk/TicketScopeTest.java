package app.rapport.desk;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.desk.store.SearchStore;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.rules.Context;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.rules.Predicates;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.ticket.Ticket;
import app.rapport.ticket.TicketScope;
import app.rapport.ticket.Tickets;
import app.rapport.workspace.Scope;
import app.rapport.workspace.Viewer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// The renderings of a scope say the same: `Scope.covers`, the predicate, the SQL condition, its parts, the filter of the index.
class TicketScopeTest {

    private static final Actor PROGRAM = Actor.system("test");
    private static Program program;
    private static List<Ticket> tickets = List.of();
    private static Fields<Ticket> fields;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void open() {
        program = new Program();
        fields = program.bean(Fields.class);
        for (var team : List.of("One", "Two", "Three")) program.call("POST", "/api/v1/teams", Map.of("name", team));
        for (var agent : List.of("grace", "hedy")) {
            program.call("POST", "/api/v1/agents", Map.of("name", agent, "email", agent + "@example.com", "role", "agent", "password", "correct horse battery"));
        }
        var ids = program.get("/api/v1/agents").path("items").valueStream().map(agent -> agent.path("id").asLong()).toList();
        var random = new Random(7);
        for (var i = 0; i < 40; i++) {
            var body = new HashMap<String, Object>(Map.of("subject", "scoped " + i, "contact", Map.of("email", Cast.LINUS), "bodyHtml", "<p>x</p>", "kind", "inbound"));
            if (random.nextInt(4) > 0) body.put("teamId", 1 + random.nextInt(3));
            if (random.nextInt(3) > 0) body.put("assigneeId", ids.get(random.nextInt(ids.size())));
            assertThat(program.call("POST", "/api/v1/tickets", body).status()).isEqualTo(201);
        }
        program.settle();
        tickets = program.get("/api/v1/tickets?limit=100").path("items").valueStream().map(item -> program.bean(Tickets.class).get(item.path("id").asLong(), PROGRAM)).toList();
        assertThat(tickets).hasSize(40);
    }

    @AfterAll
    static void close() {
        program.close();
    }

    @RepeatedTest(60)
    void all_renderings_agree(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var viewer = viewer(random);
        var expected = ids(tickets.stream().filter(ticket -> viewer.scope().covers(ticket.place(), viewer.agentId())).toList());

        var bound = fields.bind(TicketScope.condition(viewer), Context.OF_IDS);
        assertThat(ids(tickets.stream().filter(Predicates.compile(bound)).toList())).as("predicate of %s", viewer).isEqualTo(expected);

        var all = tickets.stream().map(Ticket::id).toList();
        assertThat(program.bean(SearchStore.class).matching(bound, all)).as("SQL of %s", viewer).isEqualTo(expected);

        var parts = new HashSet<Long>();
        for (var part : TicketScope.parts(viewer)) parts.addAll(ids(tickets.stream().filter(Predicates.compile(fields.bind(part, Context.OF_IDS))).toList()));
        assertThat(parts).as("parts of %s", viewer).isEqualTo(expected);

        var index = program.bean(SearchReader.class);
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            var found = index.search("scoped", viewer, null, 100).hits().stream().map(hit -> hit.groupId()).toList();
            assertThat(new HashSet<>(found)).as("index for %s", viewer).isEqualTo(expected);
        });
    }

    private static Viewer viewer(Random random) {
        var teams = some(random, 1, 2, 3);
        var brands = random.nextInt(3) > 0 ? Set.<Long>of() : some(random, 1, 2);
        return new Viewer(tickets.get(random.nextInt(tickets.size())).properties().assigneeId() instanceof Long agent ? agent : 1,
                new Scope(random.nextInt(5) == 0, teams, brands, random.nextBoolean()), Set.of());
    }

    private static Set<Long> some(Random random, long... of) {
        var chosen = new HashSet<Long>();
        for (var one : of) if (random.nextInt(3) == 0) chosen.add(one);
        return chosen;
    }

    private static Set<Long> ids(List<Ticket> of) {
        var ids = new HashSet<Long>();
        of.forEach(ticket -> ids.add(ticket.id()));
        return ids;
    }
}
