package app.rapport.platform.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A condition whose fields were found and whose values were understood: what the interpreters take.
public sealed interface Bound<S> {

    record All<S>(List<Bound<S>> of) implements Bound<S> {}

    record Any<S>(List<Bound<S>> of) implements Bound<S> {}

    record Not<S>(Bound<S> of) implements Bound<S> {}

    record Holds<S, T>(Field<S, T> field, Check<T> check) implements Bound<S> {}

    /// The fields it asks for; one that is known for now only forbids a rehearsal.
    default Set<Field<S, ?>> fields() {
        var fields = new LinkedHashSet<Field<S, ?>>();
        collect(this, fields);
        return fields;
    }

    private static <S> void collect(Bound<S> bound, Set<Field<S, ?>> into) {
        switch (bound) {
            case All<S>(var of) -> of.forEach(part -> collect(part, into));
            case Any<S>(var of) -> of.forEach(part -> collect(part, into));
            case Not<S>(var of) -> collect(of, into);
            case Holds<S, ?> holds -> into.add(holds.field());
        }
    }
}
