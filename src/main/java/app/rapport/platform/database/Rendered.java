package app.rapport.platform.database;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
        this.fields = List.copyOf(query.getSelect());
    }

    /// One for each number of values that are in it, made when that number comes up.
    public static IntFunction<Rendered> byCount(IntFunction<Select<?>> query) {
        var made = new ConcurrentHashMap<Integer, Rendered>();
        return count -> made.computeIfAbsent(count, number -> new Rendered(query.apply(number)));
    }

    /// Stand for `count` values from this place on.
    public static List<Param<Long>> values(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Rendered::value).toList();
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
