package app.rapport.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, and how to ask for the next.
///
/// @param next to be given as `after`; null on the last page
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int LARGEST = 100;

    /// @param fetched up to `limit + 1` items: the one too many says that there is a next page
    public static <T> Page<T> of(List<T> fetched, int limit, Function<T, Object> cursor) {
        if (fetched.size() <= limit) return new Page<>(fetched, null);
        var items = fetched.subList(0, limit);
        return new Page<>(items, String.valueOf(cursor.apply(items.getLast())));
    }

    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), next);
    }
}
