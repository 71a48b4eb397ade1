package app.rapport.platform.database;

import java.util.Arrays;
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

    /// A query for any number of values.
    public interface Several {
        /// @param values at least one more than stand before
        ResultQuery<Record> with(DSLContext db, long... values);
    }

    /// Made for 1, 2, 4, 8 … values, so that there are few texts; the last value stands in the places that are left.
    ///
    /// @param before how many values have a place of their own before those
    /// @param query for a number of them, which stand in a list
    public static Several several(int before, IntFunction<Select<?>> query) {
        var made = new ConcurrentHashMap<Integer, Rendered>();
        return (db, values) -> {
            var count = values.length - before;
            if (count < 1) throw new IllegalArgumentException("There is no value to look for");
            var places = Integer.highestOneBit(2 * count - 1);
            var all = Arrays.copyOf(values, before + places);
            Arrays.fill(all, values.length, all.length, values[values.length - 1]);
            return made.computeIfAbsent(places, number -> new Rendered(query.apply(number))).with(db, all);
        };
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
