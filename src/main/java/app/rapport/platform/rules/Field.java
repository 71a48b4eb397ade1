package app.rapport.platform.rules;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// One thing about a subject that conditions can ask for, with both ways to read it.
///
/// @param key its name in conditions and in `q`
/// @param reader from the subject in memory; null is missing
/// @param column in SQL; what it says must equal what `reader` says
/// @param join the published view that the column is of, when it is not of the subject's own table
/// @param foldsFrom the facts that it changes by; empty means that it is known for now only and cannot be rehearsed
/// @param sortable whether a list may sort by it
public record Field<S, T>(String key, Type<T> type, Function<S, @Nullable T> reader, org.jooq.Field<T> column, @Nullable Join join,
        Set<String> foldsFrom, boolean sortable) {

    /// A view with at most one row per subject, joined only when a condition asks for it.
    public record Join(Table<?> view, Condition on) {}

    public Field {
        foldsFrom = Set.copyOf(foldsFrom);
    }

    /// @param folded a column that is written through [Folding] and compares by `collate "C"`
    public static <S> Field<S, String> text(String key, Function<S, @Nullable String> reader, org.jooq.Field<String> folded) {
        return of(key, new Type.Text(), subject -> {
            var text = reader.apply(subject);
            return text == null ? null : Folding.fold(text);
        }, folded);
    }

    public static <S> Field<S, Long> number(String key, Function<S, @Nullable Long> reader, org.jooq.Field<? extends Number> column) {
        return of(key, new Type.Number(), reader, column.coerce(SQLDataType.BIGINT));
    }

    public static <S> Field<S, Long> reference(String key, String kind, Function<S, @Nullable Long> reader, org.jooq.Field<Long> column) {
        return of(key, new Type.Reference(kind), reader, column);
    }

    /// @param column of the words themselves; one of numbers is converted with jOOQ's `convert`
    public static <S> Field<S, String> choice(String key, List<String> choices, Function<S, @Nullable String> reader,
            org.jooq.Field<String> column) {
        return of(key, new Type.Choice(choices, false), reader, column);
    }

    /// A choice whose values have an order, the least first.
    public static <S> Field<S, String> scale(String key, List<String> choices, Function<S, @Nullable String> reader,
            org.jooq.Field<String> column) {
        return of(key, new Type.Choice(choices, true), reader, column);
    }

    /// Tags are kept folded, in memory and in the column.
    public static <S> Field<S, String[]> tags(String key, Function<S, @Nullable Collection<String>> reader, org.jooq.Field<String[]> column) {
        return of(key, new Type.Tags(), subject -> {
            var tags = reader.apply(subject);
            return tags == null ? null : tags.toArray(String[]::new);
        }, column);
    }

    public static <S> Field<S, Instant> moment(String key, Function<S, @Nullable Instant> reader, org.jooq.Field<Instant> column) {
        return of(key, new Type.Moment(), reader, column);
    }

    public static <S> Field<S, Boolean> flag(String key, Function<S, @Nullable Boolean> reader, org.jooq.Field<Boolean> column) {
        return of(key, new Type.Flag(), reader, column);
    }

    private static <S, T> Field<S, T> of(String key, Type<T> type, Function<S, @Nullable T> reader, org.jooq.Field<T> column) {
        return new Field<>(key, type, reader, column, null, Set.of(), false);
    }

    /// The column is of a view that must be joined to the subject's table.
    public Field<S, T> through(Table<?> view, Condition on) {
        return new Field<>(key, type, reader, column, new Join(view, on), foldsFrom, sortable);
    }

    /// Names the types of the facts that this field folds from.
    public Field<S, T> foldsFrom(String... factTypes) {
        return new Field<>(key, type, reader, column, join, Set.of(factTypes), sortable);
    }

    public Field<S, T> inLists() {
        return new Field<>(key, type, reader, column, join, foldsFrom, true);
    }

    public boolean nowOnly() {
        return foldsFrom.isEmpty();
    }

    /// @throws Refused
    Check<T> check(Operator operator, List<String> values, Context context) {
        if (!type.operators().contains(operator)) throw new Refused("unknown-operator", operator.key());
        if (!operator.takes(values.size())) throw new Refused("wrong-number-of-values", Integer.toString(values.size()));
        return type.check(operator, values, context);
    }
}
