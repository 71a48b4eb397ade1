package app.rapport.platform.rules;

import org.jspecify.annotations.Nullable;

/// What was asked for with `q`.
///
/// @param words the rest, for the search in texts; phrases keep their quotation marks
public record Query(Condition condition, String words, @Nullable Sort sort) {

    /// @param field one that lists may be sorted by
    public record Sort(String field, boolean descending) {}
}
