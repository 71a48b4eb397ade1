package app.rapport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.MockConnection;
import org.jooq.tools.jdbc.MockResult;
import org.junit.jupiter.api.Test;

class RenderedTest {

    private final DSLContext db = DSL.using(new MockConnection(context -> {
        said = context.sql() + " " + java.util.List.of(context.bindings());
        return new MockResult[] {new MockResult(0, DSL.using(SQLDialect.POSTGRES).newResult(field(name("a"), Long.class)))};
    }), SQLDialect.POSTGRES);
    private String said = "";

    @Test
    void its_values_stand_where_the_query_names_them_among_those_that_never_change() {
        var a = field(name("a"), Long.class);
        var rendered = new Rendered(db.select(a).from(table(name("t"))).where(a.eq(Rendered.value(1))).and(field(name("kind"), String.class).eq("main")).and(a.ne(7L)).and(a.gt(Rendered.value(0)))
                .limit(Rendered.value(2)));
        rendered.with(db, 5, Long.MAX_VALUE, 50).fetch();
        assertThat(said).endsWith("[9223372036854775807, main, 7, 5, 50]").contains("\"a\" = ?", "\"kind\" = ?", "\"a\" > ?");
        rendered.with(db, Long.MIN_VALUE, 0, 1).fetch();
        assertThat(said).endsWith("[0, main, 7, -9223372036854775808, 1]");
    }
}
