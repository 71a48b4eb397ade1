package app.rapport.platform.database;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// A query whose text is made once. jOOQ makes the text anew for each call, which is a fifth of what a small request costs: for the few
/// statements that every page needs.
public final class Rendered {

    private static final long FIRST = Long.MIN_VALUE + 1;

    private final String text;
    private final List<Object> binds;
    private final List<Field<?>> fields;

    /// @param query with a [#value] wherever one changes from call to call
    public Rendered(Select<?> query) {
        this.text = query.getSQL();
        this.binds = List.copyOf(query.getBindValues());
        this.fields = List.of(query.fields());
    }

    /// Stands for the value at this place of [#with], from 0.
    public static Param<Long> value(int place) {
        return DSL.val(FIRST + place);
    }

    public ResultQuery<Record> with(DSLContext db, long... values) {
        var all = binds.stream().map(bind -> bind instanceof Long place && place < FIRST + values.length ? (Object) values[(int) (place - FIRST)] : bind).toArray();
        return db.resultQuery(text, all).coerce(fields);
    }
}
