package app.rapport.platform.rules;

import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/// What a person says with "when" or "which": a tree of tests, as written, with values as words.
///
/// In JSON `{"all": […]}`, `{"any": […]}`, `{"not": {…}}` or `{"field": "status", "operator": "in", "values": ["new", "open"]}`.
/// A test on a missing value is false, also with `is-not`; its `not` is true. An empty `all` is true, an empty `any` false.
@JsonSerialize(using = ConditionJson.Writer.class)
@JsonDeserialize(using = ConditionJson.Reader.class)
public sealed interface Condition {

    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    record Not(Condition of) implements Condition {}

    /// @param values an id, a name that [Lookup] knows, a choice, a number, a time, a tag or a text
    record Test(String field, Operator operator, List<String> values) implements Condition {
        public Test {
            values = List.copyOf(values);
        }
    }

    static Condition test(String field, Operator operator, String... values) {
        return new Test(field, operator, List.of(values));
    }

    static Condition all(Condition... of) {
        return new All(List.of(of));
    }

    static Condition any(Condition... of) {
        return new Any(List.of(of));
    }

    static Condition not(Condition of) {
        return new Not(of);
    }
}
