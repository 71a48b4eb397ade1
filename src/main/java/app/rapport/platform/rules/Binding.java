package app.rapport.platform.rules;

import java.util.ArrayList;
import java.util.List;

/// One walk over a condition; what is wrong is written down and stands for "true" until the end.
final class Binding<S> {

    private final Fields<S> fields;
    private final Context context;
    private final List<Problem> problems;
    private int tests;

    Binding(Fields<S> fields, Context context, List<Problem> problems) {
        this.fields = fields;
        this.context = context;
        this.problems = problems;
    }

    Bound<S> bind(Condition condition) {
        var bound = bind(condition, "", 1);
        if (tests > Fields.MOST_TESTS) problems.add(new Problem("", "too-many-tests", Integer.toString(tests)));
        return bound;
    }

    private Bound<S> bind(Condition condition, String path, int depth) {
        if (depth > Fields.DEEPEST) return wrong(path, "too-deep", Integer.toString(depth));
        return switch (condition) {
            case Condition.All(var of) -> new Bound.All<>(each(of, path + "/all", depth));
            case Condition.Any(var of) -> new Bound.Any<>(each(of, path + "/any", depth));
            case Condition.Not(var of) -> new Bound.Not<>(bind(of, path + "/not", depth + 1));
            case Condition.Test test -> bind(test, path);
        };
    }

    private List<Bound<S>> each(List<Condition> conditions, String path, int depth) {
        var bound = new ArrayList<Bound<S>>();
        for (var i = 0; i < conditions.size(); i++) bound.add(bind(conditions.get(i), path + "/" + i, depth + 1));
        return bound;
    }

    private Bound<S> bind(Condition.Test test, String path) {
        tests++;
        var field = fields.find(test.field());
        if (field.isEmpty()) return wrong(path + "/field", "unknown-field", test.field());
        try {
            return holds(field.get(), test);
        } catch (Refused e) {
            return wrong(path + place(test, e), e.code(), e.value());
        }
    }

    private <T> Bound<S> holds(Field<S, T> field, Condition.Test test) {
        return new Bound.Holds<>(field, field.check(test.operator(), test.values(), context));
    }

    private static String place(Condition.Test test, Refused refused) {
        if (refused.code().equals("unknown-operator")) return "/operator";
        var index = test.values().indexOf(refused.value());
        return index < 0 ? "/values" : "/values/" + index;
    }

    private Bound<S> wrong(String path, String code, String value) {
        problems.add(new Problem(path, code, value));
        return new Bound.All<>(List.of());
    }
}
