package app.rapport.platform.rules;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The interpreter in memory.
public final class Predicates {

    private Predicates() {}

    public static <S> Predicate<S> compile(Bound<S> bound) {
        return switch (bound) {
            case Bound.All<S>(var of) -> {
                var parts = of.stream().map(Predicates::compile).toList();
                yield subject -> parts.stream().allMatch(part -> part.test(subject));
            }
            case Bound.Any<S>(var of) -> {
                var parts = of.stream().map(Predicates::compile).toList();
                yield subject -> parts.stream().anyMatch(part -> part.test(subject));
            }
            case Bound.Not<S>(var of) -> compile(of).negate();
            case Bound.Holds<S, ?> holds -> holds(holds);
        };
    }

    private static <S, T> Predicate<S> holds(Bound.Holds<S, T> holds) {
        return subject -> {
            var value = holds.field().reader().apply(subject);
            return value != null && holds(holds.check(), value);
        };
    }

    private static <T> boolean holds(Check<T> check, T value) {
        return switch (check) {
            case Check.OneOf<T>(var values) -> values.contains(value);
            case Check.NoneOf<T>(var values) -> !values.contains(value);
            case Check.Range<T>(var from, var until) -> (from == null || compare(value, from) >= 0) && (until == null || compare(value, until) < 0);
            case Check.Contains(var text) -> ((String) value).contains(text);
            case Check.StartsWith(var text) -> ((String) value).startsWith(text);
            case Check.HasAny(var tags) -> Arrays.stream((String[]) value).anyMatch(tags::contains);
            case Check.IsSet<T> _ -> !(value instanceof String[] tags) || tags.length > 0;
        };
    }

    /// Only numbers and instants have ranges, and both compare with themselves.
    @SuppressWarnings("unchecked")
    private static <T> int compare(T value, @Nullable T other) {
        return ((Comparable<Object>) value).compareTo(java.util.Objects.requireNonNull(other));
    }
}
