package app.rapport.platform;

import java.util.List;
import java.util.Map;

/// Input that breaks a rule: which field, which rule, and how to mend it.
public final class Invalid extends Refusal {

    public record Error(String field, String code, String detail) {}

    private final List<Error> errors;

    public Invalid(String field, String code, String detail) {
        this(List.of(new Error(field, code, detail)));
    }

    public Invalid(List<Error> errors) {
        super("invalid", errors.getFirst().field() + ": " + errors.getFirst().detail(), Map.of());
        this.errors = List.copyOf(errors);
    }

    public List<Error> errors() {
        return errors;
    }
}
