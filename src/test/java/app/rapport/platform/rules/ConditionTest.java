package app.rapport.platform.rules;

import static app.rapport.platform.rules.Condition.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ConditionTest {

    private static final Context CONTEXT = Parcel.at("2026-11-24T23:30:00Z");
    private static final Parcel EMPTY = new Parcel(1, null, null, null, null, null, null, null, null, null);

    private final JsonMapper json = new JsonMapper();

    @Test
    void a_test_on_a_missing_value_is_false_and_its_not_is_true() {
        for (var condition : List.of(test("owner", Operator.IS, "me"), test("owner", Operator.IS_NOT, "me"), test("sent", Operator.BEFORE, "now"),
                test("tag", Operator.IS_SET), test("label", Operator.CONTAINS, "a"))) {
            assertThat(holds(condition, EMPTY)).as(condition.toString()).isFalse();
            assertThat(holds(Condition.not(condition), EMPTY)).as("not " + condition).isTrue();
        }
    }

    @Test
    void an_empty_all_is_true_and_an_empty_any_false() {
        assertThat(holds(Condition.all(), EMPTY)).isTrue();
        assertThat(holds(Condition.any(), EMPTY)).isFalse();
    }

    @Test
    void a_day_is_a_day_of_the_zone() {
        var justAfterMidnightInBerlin = sentAt("2026-11-24T23:05:00Z");

        assertThat(holds(test("sent", Operator.IS, "today"), justAfterMidnightInBerlin)).isTrue();
        assertThat(holds(test("sent", Operator.IS, "2026-11-25"), justAfterMidnightInBerlin)).isTrue();
        assertThat(holds(test("sent", Operator.AFTER, "yesterday"), justAfterMidnightInBerlin)).isTrue();
        assertThat(holds(test("sent", Operator.AFTER, "today"), justAfterMidnightInBerlin)).isFalse();
        assertThat(holds(test("sent", Operator.WITHIN, "-30min"), justAfterMidnightInBerlin)).isTrue();
        assertThat(holds(test("sent", Operator.WITHIN, "-20min"), justAfterMidnightInBerlin)).isFalse();
    }

    @Test
    void days_before_and_after_a_change_of_the_clock_are_days_of_the_calendar() {
        var context = Parcel.at("2026-10-26T11:00:00Z");
        var bound = Parcel.FIELDS.bind(test("sent", Operator.AFTER, "-1d"), context);

        assertThat(Predicates.compile(bound).test(sentAt("2026-10-25T11:00:00.000001Z"))).isTrue();
        assertThat(Predicates.compile(bound).test(sentAt("2026-10-25T11:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"field": "colour", "operator": "is", "values": ["x"]}                  | /field      | unknown-field
            {"field": "state", "operator": "less", "values": ["made"]}              | /operator   | unknown-operator
            {"field": "state", "operator": "like", "values": ["made"]}              | /operator   | unknown-operator
            {"field": "state", "operator": "in", "values": ["made", "eaten"]}       | /values/1   | unknown-value
            {"field": "state", "operator": "in", "values": []}                      | /values     | wrong-number-of-values
            {"field": "state", "operator": "is", "values": "made"}                  | /values     | not-a-list
            {"field": "state", "operator": "is", "values": [null]}                  | /values/0   | not-a-word
            {"field": "owner", "operator": "is", "values": ["Nobody"]}              | /values/0   | unknown-value
            {"field": "weight", "operator": "greater", "values": ["heavy"]}         | /values/0   | not-a-number
            {"field": "weight", "operator": "is", "values": [9223372036854775807]}  | /values/0   | not-a-number
            {"field": "weight", "operator": "is", "values": [-9223372036854775808]} | /values/0   | not-a-number
            {"field": "sent", "operator": "before", "values": ["soon"]}             | /values/0   | not-a-time
            {"field": "sent", "operator": "before", "values": ["-99999y"]}          | /values/0   | not-a-time
            {"field": "sent", "operator": "within", "values": ["today"]}            | /values/0   | not-a-span
            {"field": "label", "operator": "contains", "values": ["  "]}            | /values/0   | empty
            {"field": "label", "operator": "contains", "values": ["a\\u0000b"]}     | /values/0   | not-a-text
            {"field": "label", "operator": "contains", "values": ["a\\uD800b"]}     | /values/0   | not-a-text
            {"field": "fragile", "operator": "is", "values": ["perhaps"]}           | /values/0   | not-yes-or-no
            {"field": "state", "operator": "is-set", "is": true}                    | /is         | unknown-property
            {"all": [{"any": [{"not": {"field": "x", "operator": "is-set"}}]}]}     | /all/0/any/0/not/field | unknown-field
            {"all": {}}                                                             | /all        | not-a-list
            {"none": []}                                                            | ''          | not-a-condition
            7                                                                       | ''          | not-a-condition
            {"all": [], "any": []}                                                  | ''          | not-a-condition
            """)
    void what_is_wrong_is_named_with_its_place(String written, String path, String code) {
        var refusal = catchThrowableOfType(InvalidCondition.class, () -> Parcel.FIELDS.bind(json.readValue(written, Condition.class), CONTEXT));

        assertThat(refusal.problems()).extracting(Problem::path, Problem::code).containsExactly(org.assertj.core.groups.Tuple.tuple(path, code));
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        var condition = Condition.all(test("colour", Operator.IS_SET), test("owner", Operator.IS, "Nobody"));

        var refusal = catchThrowableOfType(InvalidCondition.class, () -> Parcel.FIELDS.bind(condition, CONTEXT));

        assertThat(refusal.problems()).extracting(Problem::path).containsExactly("/all/0/field", "/all/1/values/0");
    }

    @Test
    void trees_are_neither_too_deep_nor_too_large() {
        var deep = test("owner", Operator.IS_SET);
        for (var i = 0; i < 8; i++) deep = Condition.not(deep);
        var tooDeep = deep;
        var tooLarge = new Condition.Any(Collections.nCopies(101, test("owner", Operator.IS_SET)));

        assertThat(codeOf(() -> Parcel.FIELDS.bind(tooDeep, CONTEXT))).isEqualTo("too-deep");
        assertThat(codeOf(() -> Parcel.FIELDS.bind(tooLarge, CONTEXT))).isEqualTo("too-many-tests");
        assertThat(codeOf(() -> json.readValue("{\"not\":".repeat(400) + "7" + "}".repeat(400), Condition.class))).isEqualTo("too-deep");
    }

    @Test
    void a_field_says_whether_a_rule_can_be_rehearsed() {
        var bound = Parcel.FIELDS.bind(Condition.all(test("weight", Operator.IS, "1"), test("fragile", Operator.IS, "yes")), CONTEXT);

        assertThat(bound.fields()).filteredOn(Field::nowOnly).extracting(Field::key).containsExactly("fragile");
    }

    private static String codeOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(InvalidCondition.class, act).problems().getFirst().code();
    }

    private static boolean holds(Condition condition, Parcel parcel) {
        return Predicates.compile(Parcel.FIELDS.bind(condition, CONTEXT)).test(parcel);
    }

    private static Parcel sentAt(String sent) {
        return new Parcel(1, null, null, null, null, null, null, Instant.parse(sent), null, null);
    }
}
