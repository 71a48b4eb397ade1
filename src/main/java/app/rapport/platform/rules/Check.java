package app.rapport.platform.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A test with its values understood. All operators come down to these few, so that the interpreters stay small.
/// Every one of them is false for a missing value.
sealed interface Check<T> {

    record OneOf<T>(Set<T> values) implements Check<T> {}

    record NoneOf<T>(Set<T> values) implements Check<T> {}

    /// From, inclusive, until, exclusive; null is open.
    record Range<T>(@Nullable T from, @Nullable T until) implements Check<T> {}

    record Contains(String text) implements Check<String> {}

    record StartsWith(String text) implements Check<String> {}

    record HasAny(Set<String> tags) implements Check<String[]> {}

    /// For tags: at least one.
    record IsSet<T>() implements Check<T> {}
}
