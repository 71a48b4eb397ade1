package app.rapport.platform.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All fields of one kind of subject, contributed by the modules.
public final class Fields<S> {

    static final int DEEPEST = 8;
    static final int MOST_TESTS = 100;

    private final Map<String, Field<S, ?>> byKey = new LinkedHashMap<>();

    /// @throws IllegalArgumentException two fields have the same key
    public Fields(Collection<? extends Field<S, ?>> fields) {
        for (var field : fields) {
            if (byKey.put(field.key(), field) != null) throw new IllegalArgumentException("Two fields are called " + field.key());
        }
    }

    public List<Field<S, ?>> all() {
        return List.copyOf(byKey.values());
    }

    public Optional<Field<S, ?>> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /// Understands a condition.
    ///
    /// @throws InvalidCondition with everything that is wrong with it
    public Bound<S> bind(Condition condition, Context context) {
        var problems = new ArrayList<Problem>();
        var bound = new Binding<>(this, context, problems).bind(condition);
        if (!problems.isEmpty()) throw new InvalidCondition(problems);
        return bound;
    }
}
