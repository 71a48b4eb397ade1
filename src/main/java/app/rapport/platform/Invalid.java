package app.rapport.platform;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/// Input that breaks a rule: which field, which rule, and how to mend it.
public final class Invalid extends Refusal {

    /// @param params of the rule, such as `max`
    @Schema(name = "FieldError")
    public record Error(String field, String code, String detail, Map<String, Object> params) {
        public Error(String field, String code, String detail) {
            this(field, code, detail, Map.of());
        }
    }

    private final List<Error> errors;

    public Invalid(String field, String code, String detail) {
        this(List.of(new Error(field, code, detail)));
    }

    public Invalid(List<Error> errors) {
        super("invalid", errors.getFirst().field() + ": " + errors.getFirst().detail(), Map.of());
        this.errors = List.copyOf(errors);
    }

    /// The same where these fields lie inside of another one.
    public Invalid within(String field) {
        return new Invalid(errors.stream().map(error -> new Error(field + "." + error.field(), error.code(), error.detail(), error.params())).toList());
    }

    public List<Error> errors() {
        return errors;
    }
}
