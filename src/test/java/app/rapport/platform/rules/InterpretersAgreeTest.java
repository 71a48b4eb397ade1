package app.rapport.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import app.rapport.testing.TestDatabase;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InterpretersAgreeTest {

    @AutoClose
    static final TestDatabase database = new TestDatabase();

    private static final Context CONTEXT = Parcel.at(RandomRules.NOW.toString());
    private static final int EXAMPLES = Boolean.getBoolean("rapport.full") ? 20_000 : 1_000;

    private static List<Parcel> parcels = List.of();

    @BeforeAll
    static void fillTheTable() {
        Parcel.createTable(database);
        var random = new RandomRules(1);
        parcels = LongStream.range(0, 300).mapToObj(random::parcel).toList();
        database.transactions().run(() -> parcels.forEach(parcel -> parcel.insert(database)));
    }

    @Test
    void sql_finds_the_same_rows_as_the_predicate() {
        qt().withExamples(EXAMPLES).withShrinkCycles(0).forAll(longs().all()).checkAssert(seed -> {
            var condition = new RandomRules(seed).condition(5);
            assertThat(bySql(condition)).as(condition.toString()).isEqualTo(inMemory(condition));
        });
    }

    @Test
    void a_condition_survives_json() {
        var json = new JsonMapper();
        qt().withExamples(EXAMPLES).forAll(longs().all()).checkAssert(seed -> {
            var condition = new RandomRules(seed).condition(5);
            assertThat(json.readValue(json.writeValueAsString(condition), Condition.class)).isEqualTo(condition);
        });
    }

    @Test
    void only_the_views_that_a_condition_uses_are_joined() {
        var plain = Parcel.FIELDS.bind(Condition.test("weight", Operator.IS, "1"), CONTEXT);
        var viewed = Parcel.FIELDS.bind(Condition.any(Condition.test("rating", Operator.IS, "1"), Condition.test("rating", Operator.IS, "2")), CONTEXT);

        assertThat(SqlConditions.compile(plain).joins()).isEmpty();
        assertThat(SqlConditions.compile(viewed).joins()).hasSize(1);
    }

    private static List<Long> bySql(Condition condition) {
        var compiled = SqlConditions.compile(Parcel.FIELDS.bind(condition, CONTEXT));
        return database.db().select(Parcel.ID).from(compiled.from(Parcel.PARCEL)).where(compiled.where()).orderBy(Parcel.ID).fetch(Parcel.ID);
    }

    private static List<Long> inMemory(Condition condition) {
        return parcels.stream().filter(Predicates.compile(Parcel.FIELDS.bind(condition, CONTEXT))).map(Parcel::id).toList();
    }
}
