package app.rapport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.MockConnection;
import org.jooq.tools.jdbc.MockResult;
import org.junit.jupiter.api.Test;

class RenderedTest {

    private final DSLContext db = DSL.using(new MockConnection(context -> {
        said = context.sql() + " " + java.util.Arrays.asList(context.bindings());
        return new MockResult[] {new MockResult(0, DSL.using(SQLDialect.POSTGRES).newResult(field(name("a"), Long.class)))};
    }), SQLDialect.POSTGRES);
    private String said = "";

    @Test
    void its_values_stand_where_the_query_names_them_among_those_that_never_change() {
        var a = field(name("a"), Long.class);
        var rendered = new Rendered(db.select(a).from(table(name("t"))).where(a.eq(Rendered.value(1))).and(field(name("kind"), String.class).eq("main")).and(a.ne(7L)).and(a.gt(Rendered.value(0))).and(DSL.exists(DSL.selectOne()))
                .limit(Rendered.value(2)));
        rendered.with(db, 5, Long.MAX_VALUE, 50).fetch();
        assertThat(said).endsWith("[9223372036854775807, main, 7, 5, 50]").contains("\"a\" = ?", "\"kind\" = ?", "\"a\" > ?");
        rendered.with(db, Long.MIN_VALUE, 0, 1).fetch();
        assertThat(said).endsWith("[0, main, 7, -9223372036854775808, 1]");
    }

    @Test
    void texts_and_times_have_places_too_and_none_may_be_nothing() {
        var word = field(name("word"), String.class);
        var at = field(name("at"), java.time.Instant.class);
        var rendered = new Rendered(db.select(word).from(table(name("t"))).where(at.gt(Rendered.value(1, at))).and(word.eq(Rendered.value(0, word))).and(word.ne("0")));
        rendered.with(db, "one", java.time.Instant.EPOCH).fetch();
        assertThat(said).contains("[1970-01-01 00:00:00+00:00, one, 0]");
        rendered.with(db, null, java.time.Instant.EPOCH).fetch();
        assertThat(said).contains("null, 0]");
        assertThatThrownBy(() -> Rendered.value(0, field(name("flag"), Boolean.class))).hasMessageContaining("Boolean");
    }

    @Test
    void there_are_few_for_any_number_of_values_and_the_last_one_fills_the_places_left() {
        var a = field(name("a"), Long.class);
        var made = new java.util.ArrayList<Integer>();
        var several = Rendered.several(count -> {
            made.add(count);
            return db.select(a).from(table(name("t"))).where(a.gt(Rendered.value(0))).and(a.in(Rendered.values(1, count, a)));
        });
        var said = new java.util.ArrayList<String>();
        for (var values : List.of(List.of(1L), List.of(1L, 2L), List.of(1L, 2L, 3L), List.of(1L, 2L, 3L, 4L), List.of(1L, 2L, 3L, 4L, 5L))) {
            several.with(db, values, values.size() == 4 ? 9L : 0L).fetch();
            said.add(this.said.replaceFirst("(?s).*(?=\\[)", ""));
        }
        assertThat(said).containsExactly("[0, 1]", "[0, 1, 2]", "[0, 1, 2, 3, 3]", "[9, 1, 2, 3, 4]", "[0, 1, 2, 3, 4, 5, 5, 5, 5]");
        assertThat(made).containsExactly(1, 2, 4, 8);
        assertThatThrownBy(() -> several.with(db, List.of(), 0L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void values_are_read_in_the_order_of_the_fields_and_no_other() {
        var a = field(name("a"), Long.class);
        var b = field(name("b"), String.class);
        var record = db.newRecord(a, b).values(1L, "one");
        var row = new InOrder(record);
        assertThat(row.next(a)).isEqualTo(1);
        assertThat(row.next(b)).isEqualTo("one");
        assertThatThrownBy(() -> new InOrder(record).next(b)).hasMessageContaining("At place 0");
    }
}
