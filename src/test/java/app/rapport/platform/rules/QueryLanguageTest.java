package app.rapport.platform.rules;

import static app.rapport.platform.rules.Condition.not;
import static app.rapport.platform.rules.Condition.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLanguageTest {

    private static final Context CONTEXT = Parcel.at("2026-11-24T10:00:00Z");

    @Test
    void fields_words_and_sorting_may_be_mixed() {
        var query = parse("  state:made,sent owner:me tent grade>normal -tag:spam owner:\"Grace\" sort:-sent sent<2026-11-01 \"leaks badly\"  ");

        assertThat(query.condition()).isEqualTo(Condition.all(
                test("state", Operator.IN, "made", "sent"),
                test("owner", Operator.IS, "me"),
                test("grade", Operator.GREATER, "normal"),
                not(test("tag", Operator.HAS, "spam")),
                test("owner", Operator.IS, "Grace"),
                test("sent", Operator.BEFORE, "2026-11-01")));
        assertThat(query.words()).isEqualTo("tent \"leaks badly\"");
        assertThat(query.sort()).isEqualTo(new Query.Sort("sent", true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            owner:none       | not owner is-set
            owner:any        | owner is-set
            -owner:any       | not owner is-set
            weight>=3        | weight at-least 3
            weight<=3        | weight at-most 3
            grade<high       | grade less high
            label:tent       | label contains tent
            label:tent,bag   | any label contains tent, label contains bag
            label:"none"     | label contains none
            tag:a,"b c"      | tag has a b c
            sent:today       | sent is today
            sent>-3d         | sent after -3d
            fragile:yes      | fragile is yes
            """)
    void each_type_has_its_signs(String query, String condition) {
        assertThat(parse(query).condition()).extracting(all -> said(((Condition.All) all).of().getFirst())).isEqualTo(condition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Re: tent", "https://shop.example/a?b=c", "12:30", "<ada@shop.example>", "- dash", "-", ":", "C++", "mailto:", "\"state:made\"", ">3"})
    void what_only_looks_like_a_field_is_words(String words) {
        assertThat(parse(words)).isEqualTo(new Query(Condition.all(), words, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tent colour:red      | 5  | unknown-field
            state:made,eaten     | 11 | unknown-value
            a owner:Nobody       | 8  | unknown-value
            state>made           | 0  | unknown-operator
            weight:heavy         | 7  | not-a-number
            sent<soon            | 5  | not-a-time
            label:"open          | 6  | open-quote
            say "it              | 4  | open-quote
            sort:label           | 5  | not-sortable
            sort:colour          | 5  | not-sortable
            state:,made          | 6  | unknown-value
            """)
    void what_is_wrong_is_named_with_its_position(String query, int position, String code) {
        var refusal = catchThrowableOfType(InvalidQuery.class, () -> parse(query));

        assertThat(refusal).extracting(InvalidQuery::code, InvalidQuery::position).containsExactly(code, position);
    }

    @Test
    void nothing_else_than_an_invalid_query_is_ever_thrown() {
        qt().withExamples(5_000).forAll(strings().allPossible().ofLengthBetween(0, 60)).checkAssert(QueryLanguageTest::parseOrRefuse);
        qt().withExamples(20_000).forAll(longs().all()).checkAssert(seed -> parseOrRefuse(pieces(new Random(seed))));
        assertThat(catchThrowableOfType(InvalidQuery.class, () -> parse("a".repeat(1_001))).code()).isEqualTo("too-long");
        assertThat(catchThrowableOfType(InvalidQuery.class, () -> parse("weight:1 ".repeat(101))).code()).isEqualTo("too-many-tests");
    }

    /// What parses also binds: nothing that the query language lets through is refused later.
    private static void parseOrRefuse(String text) {
        try {
            Parcel.FIELDS.bind(parse(text).condition(), CONTEXT);
        } catch (InvalidQuery refused) {
            assertThat(refused.position()).isBetween(0, text.length());
        }
    }

    private static String pieces(Random random) {
        var pieces = List.of("state", "owner", "weight", "grade", "sent", "tag", "label", "fragile", "sort", ":", ":", "<", ">=", ",", "\"", "-", " ", "me",
                "none", "any", "3", "today", "-3d", "urgent", "9999999999999999999", "\u0000", "made", "yes");
        var text = new StringBuilder();
        for (var i = random.nextInt(8); i >= 0; i--) text.append(pieces.get(random.nextInt(pieces.size())));
        return text.toString();
    }

    private static Query parse(String query) {
        return QueryLanguage.parse(query, Parcel.FIELDS, CONTEXT);
    }

    private static String said(Condition condition) {
        return switch (condition) {
            case Condition.Not(var of) -> "not " + said(of);
            case Condition.Any(var of) -> "any " + String.join(", ", of.stream().map(QueryLanguageTest::said).toList());
            case Condition.All(var of) -> "all " + String.join(", ", of.stream().map(QueryLanguageTest::said).toList());
            case Condition.Test(var field, var operator, var values) -> (field + " " + operator.key() + " " + String.join(" ", values)).strip();
        };
    }
}
