package app.rapport.workspace;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is read when it is first asked for and kept until it is forgotten.
final class Remembered<T extends Object> {

    private volatile @Nullable T value;

    T get(Supplier<T> read) {
        var known = value;
        return known == null ? readOnce(read) : known;
    }

    private synchronized T readOnce(Supplier<T> read) {
        var known = value;
        if (known == null) value = known = read.get();
        return known;
    }

    /// Whoever forgets waits for one who reads just now: what that one found may be old.
    synchronized void forget() {
        value = null;
    }
}
