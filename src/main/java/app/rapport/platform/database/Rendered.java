package app.rapport.platform.database;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A query whose text is made once. jOOQ makes the text anew for each call, which is a fifth of what a small request costs: for the
/// questions that every page and every message asks.
public final class Rendered {

    private static final int PLACES = 1 << 16;
    /// At once: a statement has room for some more.
    private static final int MOST = 1 << 14;
    /// Of no time that anybody means.
    private static final Instant LONG_AGO = Instant.parse("-900000-01-01T00:00:00Z");
    private static final Map<Class<?>, IntFunction<Object>> MARKS = Map.of(
            Long.class, place -> Long.MIN_VALUE + 1 + place, String.class, place -> "\0" + place, Instant.class, place -> LONG_AGO.plusSeconds(place));

    private final SqlText text;
    private final List<Param<?>> params;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final List<Field<?>> fields;

    /// @param query with a [#value] wherever one changes from call to call
    public Rendered(Select<?> query) {
        this(query, query.getSelect());
    }

    /// @param fields what the selected ones are read as, where those have lost their names in a query within the query
    public Rendered(Select<?> query, List<? extends Field<?>> fields) {
        this.params = query.getParams().values().stream().filter(param -> !param.isInline()).toList();
        this.text = SqlText.of(query, params);
        this.fields = List.copyOf(fields);
        for (var i = 0; i < params.size(); i++) {
            var place = place(params.get(i).getValue());
            if (place >= 0) places.put(i, place);
        }
    }

    /// A query for any number of values.
    public interface Several {
        /// @param values at least one; @param before those that have a place of their own before them
        ResultQuery<Record> with(DSLContext db, Collection<?> values, @Nullable Object... before);
    }

    /// Made for 1, 2, 4, 8 … values, so that there are few texts; the last value stands in the places that are left.
    ///
    /// @param query for a number of them, which stand in a list
    public static Several several(IntFunction<Select<?>> query) {
        var made = new ConcurrentHashMap<Integer, Rendered>();
        return (db, values, before) -> {
            if (values.isEmpty() || values.size() > MOST) throw new IllegalArgumentException("Between 1 and " + MOST + " values, not " + values.size());
            var room = Integer.highestOneBit(2 * values.size() - 1);
            var given = Stream.concat(Arrays.stream(before), values.stream()).toArray();
            var all = Arrays.copyOf(given, before.length + room);
            Arrays.fill(all, given.length, all.length, given[given.length - 1]);
            return made.computeIfAbsent(room, number -> new Rendered(query.apply(number))).with(db, all);
        };
    }

    /// Stand for `count` values from this place on.
    public static <T> List<Param<T>> values(int from, int count, Field<T> like) {
        return IntStream.range(from, from + count).mapToObj(place -> value(place, like)).toList();
    }

    /// Stands for the number at this place of [#with], from 0.
    public static Param<Long> value(int place) {
        return DSL.val(Long.MIN_VALUE + 1 + place);
    }

    /// Stands for the value at this place of [#with], from 0.
    ///
    /// @param like of its type: a number, text or time
    public static <T> Param<T> value(int place, Field<T> like) {
        return DSL.val(like.getType().cast(MARKS.getOrDefault(like.getType(), none -> {
            throw new IllegalArgumentException("Nothing stands for a " + like.getType());
        }).apply(place)), like);
    }

    public ResultQuery<Record> with(DSLContext db, @Nullable Object... values) {
        var all = new ArrayList<Param<?>>(params);
        places.forEach((at, place) -> all.set(at, DSL.val(values[place], params.get(at).getDataType())));
        return db.resultQuery("{0}", text.with(all)).coerce(fields);
    }

    /// -1 for a value that stands for itself.
    private static int place(@Nullable Object value) {
        return switch (value) {
            case Long mark when mark > Long.MIN_VALUE && mark <= Long.MIN_VALUE + PLACES -> (int) (mark - 1 - Long.MIN_VALUE);
            case String mark when mark.startsWith("\0") -> Integer.parseInt(mark.substring(1));
            case Instant mark when mark.isBefore(LONG_AGO.plusSeconds(PLACES)) -> (int) LONG_AGO.until(mark, ChronoUnit.SECONDS);
            case null, default -> -1;
        };
    }
}
