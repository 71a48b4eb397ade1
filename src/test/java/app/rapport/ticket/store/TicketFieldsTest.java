package app.rapport.ticket.store;

import static app.rapport.ticket.store.generated.Tables.TICKET_V_TICKETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import app.rapport.platform.rules.Condition;
import app.rapport.platform.rules.Context;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.rules.Folding;
import app.rapport.platform.rules.Operator;
import app.rapport.platform.rules.Predicates;
import app.rapport.platform.rules.RandomRules;
import app.rapport.platform.rules.SqlConditions;
import app.rapport.testing.TestDatabase;
import app.rapport.ticket.Priority;
import app.rapport.ticket.Status;
import app.rapport.ticket.Ticket;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What can be asked about a ticket is answered alike by the database and in memory: all fields, with their conversions, on tickets as
/// they are stored.
class TicketFieldsTest {

    @AutoClose
    static final TestDatabase database = new TestDatabase();

    private static final int EXAMPLES = Boolean.getBoolean("rapport.full") ? 20_000 : 1_000;
    private static final Fields<Ticket> FIELDS = new TicketFields().fieldsOfTicket();
    private static final Map<String, List<String>> WORDS = Map.of("channel", List.of("email", "chat", "E-Mail", "em", "a", "ＣＨＡＴ"), "number", List.of("0", "7", "150", "299", "-1"));
    private static final Context CONTEXT = new Context(RandomRules.NOW, ZoneId.of("Europe/Berlin"), (kind, word) -> Map.of("me", 1L, "Grace", 2L, "4", 3L).get(word));

    private static List<Ticket> tickets = List.of();

    @BeforeAll
    static void fillTheTable() {
        var random = new RandomRules(1, FIELDS, WORDS);
        var store = new TicketStore(database.db());
        tickets = LongStream.range(0, 300).mapToObj(id -> ticket(id, random)).toList();
        database.transactions().run(() -> {
            // Nobody asks here who the teams and contacts are.
            database.db().execute("set local session_replication_role = replica");
            store.insert(tickets, RandomRules.NOW);
        });
        database.db().execute("analyze ticket");
        assertThat(store.after(-1, 1000)).as("as they were stored").isEqualTo(tickets);
    }

    @Test
    void sql_finds_the_same_tickets_as_the_predicate() {
        qt().withExamples(EXAMPLES).withShrinkCycles(0).forAll(longs().all()).checkAssert(seed -> {
            var condition = new RandomRules(seed, FIELDS, WORDS).condition(5);
            assertThat(bySql(condition)).as(condition.toString()).isEqualTo(inMemory(condition));
        });
    }

    /// A tree of many parts hides what one field does: each by itself.
    @Test
    void each_field_agrees_with_each_of_its_operators() {
        var met = new java.util.HashSet<String>();
        for (var seed = 0L; seed < 4_000; seed++) {
            var condition = new RandomRules(seed, FIELDS, WORDS).condition(0);
            var found = bySql(condition);
            assertThat(found).as(condition.toString()).isEqualTo(inMemory(condition));
            var test = (Condition.Test) condition;
            if (!found.isEmpty() && found.size() < tickets.size()) met.add(test.field());
        }
        assertThat(met).as("fields that told some tickets from others").containsExactlyInAnyOrderElementsOf(FIELDS.all().stream().map(field -> field.key()).toList());
    }

    @Test
    void the_priority_is_compared_by_rank_and_not_by_name() {
        var urgent = inMemory(Condition.test("priority", Operator.AT_LEAST, "high"));
        assertThat(bySql(Condition.test("priority", Operator.AT_LEAST, "high"))).isEqualTo(urgent)
                .isEqualTo(tickets.stream().filter(ticket -> ticket.properties().priority().rank() >= 3).map(Ticket::id).toList());
    }

    private static Ticket ticket(long id, RandomRules random) {
        var opened = random.instant();
        return new Ticket(id, 1, new Ticket.Origin(random.one(List.of(1L, 2L)), random.one(List.of(1L, 2L, 3L, 4L)), null, random.one(List.of("email", "chat")), null),
                new Ticket.Properties(random.one(List.of(random.one(RandomRules.LABELS), random.one(RandomRules.LABELS), "")), random.one(List.of(Status.values())), random.one(List.of(Priority.values())),
                        random.maybe(() -> random.one(List.of(1L, 2L, 3L))), random.maybe(() -> random.one(List.of(1L, 2L, 3L))), random.tags().stream().map(Folding::fold).toList(),
                        random.maybe(random::instant)),
                new Ticket.Times(opened, random.instant(), random.maybe(random::instant), random.maybe(random::instant)), Ticket.Activity.NONE);
    }

    private static List<Long> bySql(Condition condition) {
        var compiled = SqlConditions.compile(FIELDS.bind(condition, CONTEXT));
        return database.db().select(TICKET_V_TICKETS.TICKET_ID).from(compiled.from(TICKET_V_TICKETS)).where(compiled.where())
                .orderBy(TICKET_V_TICKETS.TICKET_ID).fetch(TICKET_V_TICKETS.TICKET_ID);
    }

    private static List<Long> inMemory(Condition condition) {
        return tickets.stream().filter(Predicates.compile(FIELDS.bind(condition, CONTEXT))).map(Ticket::id).toList();
    }
}
