package app.rapport.platform.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The interpreter in SQL.
public final class SqlConditions {

    private SqlConditions() {}

    /// A condition in SQL and the views that it needs beside the subject's own table.
    public record Compiled(Condition where, Set<Field.Join> joins) {

        /// The subject's table with those views joined to it.
        public Table<? extends Record> from(Table<? extends Record> subjects) {
            Table<? extends Record> joined = subjects;
            for (var join : joins) joined = joined.leftJoin(join.view()).on(join.on());
            return joined;
        }
    }

    public static <S> Compiled compile(Bound<S> bound) {
        var joins = new LinkedHashSet<Field.Join>();
        for (var field : bound.fields()) {
            if (field.join() != null) joins.add(field.join());
        }
        return new Compiled(where(bound), joins);
    }

    /// A test on a missing value is null, which counts as false everywhere but under a `not`.
    private static <S> Condition where(Bound<S> bound) {
        return switch (bound) {
            case Bound.All<S>(var of) -> DSL.and(of.stream().map(SqlConditions::where).toList());
            case Bound.Any<S>(var of) -> DSL.or(of.stream().map(SqlConditions::where).toList());
            case Bound.Not<S>(Bound.Holds<S, ?> holds) when holds.check() instanceof Check.IsSet && !(holds.field().type() instanceof Type.Tags) ->
                holds.field().column().isNull();
            case Bound.Not<S>(var of) -> DSL.condition("({0}) is not true", where(of));
            case Bound.Holds<S, ?> holds -> where(holds);
        };
    }

    private static <S, T> Condition where(Bound.Holds<S, T> holds) {
        var column = holds.field().column();
        return switch (holds.check()) {
            case Check.OneOf<T>(var values) -> holds.field().type() instanceof Type.Choice ? column.in(inline(values, column)) : column.in(values);
            case Check.NoneOf<T>(var values) -> column.notIn(values);
            case Check.Range<T>(var from, var until) -> DSL.and(
                    from == null ? DSL.noCondition() : column.ge(from), until == null ? DSL.noCondition() : column.lt(until));
            case Check.Contains(var text) -> column.like("%" + escape(text) + "%", '!');
            case Check.StartsWith(var text) -> column.like(escape(text) + "%", '!');
            case Check.HasAny(var tags) -> tagged(column).and(DSL.condition("{0} && {1}::text[]", column, DSL.val(tags.toArray(String[]::new))));
            case Check.IsSet<T> _ -> holds.field().type() instanceof Type.Tags ? tagged(column) : column.isNotNull();
        };
    }

    /// Choices are few and known: written out, they let the planner see which partial indexes serve the condition.
    private static <T> List<org.jooq.Field<T>> inline(Set<T> values, org.jooq.Field<T> column) {
        return values.stream().sorted().<org.jooq.Field<T>>map(value -> DSL.inline(value, column)).toList();
    }

    /// Said apart, so that an index of the rows that have tags can be used.
    private static Condition tagged(org.jooq.Field<?> column) {
        return DSL.condition("{0} <> '{}'", column);
    }

    private static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
