package app.rapport.platform.rules;

import org.jspecify.annotations.Nullable;

/// Finds what a word stands for: `me`, a team's name, an agent's address. It belongs to the one who asks.
@FunctionalInterface
public interface Lookup {

    /// Knows ids only.
    Lookup NONE = (kind, word) -> null;

    /// The id, or null when the word stands for nothing or for more than one thing.
    @Nullable Long find(String kind, String word);
}
