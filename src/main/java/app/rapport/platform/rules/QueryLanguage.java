package app.rapport.platform.rules;

import app.rapport.platform.rules.QueryTokens.Token;
import app.rapport.platform.rules.QueryTokens.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What people type: `status:open,pending assignee:me priority>normal -tag:spam team:"Returns" created<2026-11-01 some words`.
///
/// `field:value` tests a field, several values with commas mean any of them; `field:none` and `field:any` ask whether it is set; `-` turns
/// a test round; `sort:created` and `sort:-created` order. Everything else is words to search for. A word with an empty rest (`Re:`) and an
/// address (`https://…`) are words.
public final class QueryLanguage<S> {

    static final int LONGEST = 1_000;

    private final Fields<S> fields;
    private final Context context;
    private final List<Condition> conditions = new ArrayList<>();
    private final StringJoiner words = new StringJoiner(" ");
    private Query.@Nullable Sort sort;
    private int tests;

    private QueryLanguage(Fields<S> fields, Context context) {
        this.fields = fields;
        this.context = context;
    }

    /// @throws InvalidQuery with the position and the rule
    public static <S> Query parse(String query, Fields<S> fields, Context context) {
        if (query.length() > LONGEST) throw new InvalidQuery(LONGEST, "too-long", "");
        return new QueryLanguage<>(fields, context).read(query);
    }

    private Query read(String query) {
        for (var token : QueryTokens.of(query)) {
            if (token.field() == null) words.add(token.text());
            else if (token.field().equals("sort")) sort = sort(token);
            else conditions.add(condition(token));
        }
        return new Query(new Condition.All(conditions), words.toString(), sort);
    }

    private Query.Sort sort(Token token) {
        var value = token.values().getFirst();
        var descending = value.text().startsWith("-");
        var key = descending ? value.text().substring(1) : value.text();
        var known = fields.find(key).filter(Field::sortable);
        if (known.isEmpty() || token.values().size() > 1) throw new InvalidQuery(value.position(), "not-sortable", value.text());
        return new Query.Sort(key, descending);
    }

    private Condition condition(Token token) {
        var field = fields.find(String.valueOf(token.field()))
                .orElseThrow(() -> new InvalidQuery(token.position(), "unknown-field", String.valueOf(token.field())));
        var test = presence(field, token);
        if (test == null) test = checked(field, token);
        tests += test instanceof Condition.Any(var each) ? each.size() : 1;
        if (tests > Fields.MOST_TESTS) throw new InvalidQuery(token.position(), "too-many-tests", Integer.toString(tests));
        return token.not() ? Condition.not(test) : test;
    }

    private static @Nullable Condition presence(Field<?, ?> field, Token token) {
        var value = token.values().getFirst();
        if (value.literal() || token.values().size() > 1 || !token.sign().equals(":")) return null;
        var set = Condition.test(field.key(), Operator.IS_SET);
        return switch (value.text()) {
            case "any" -> set;
            case "none" -> Condition.not(set);
            default -> null;
        };
    }

    private Condition checked(Field<S, ?> field, Token token) {
        var values = token.values().stream().map(Value::text).toList();
        try {
            if (!(field.type() instanceof Type.Text) && !(field.type() instanceof Type.Moment)) return test(field, token.sign(), values);
            var each = values.stream().map(value -> test(field, token.sign(), List.of(value))).toList();
            return each.size() == 1 ? each.getFirst() : new Condition.Any(each);
        } catch (Refused e) {
            throw new InvalidQuery(position(token, e.value()), e.code(), e.value());
        }
    }

    private Condition test(Field<S, ?> field, String sign, List<String> values) {
        var operator = operator(field.type(), sign, values.size());
        field.check(operator, values, context);
        return new Condition.Test(field.key(), operator, values);
    }

    private static Operator operator(Type<?> type, String sign, int values) {
        return switch (sign) {
            case "<" -> type instanceof Type.Moment ? Operator.BEFORE : Operator.LESS;
            case ">" -> type instanceof Type.Moment ? Operator.AFTER : Operator.GREATER;
            case "<=" -> Operator.AT_MOST;
            case ">=" -> Operator.AT_LEAST;
            default -> switch (type) {
                case Type.Text _ -> Operator.CONTAINS;
                case Type.Tags _ -> Operator.HAS;
                case Type.Flag _ -> Operator.IS;
                case Type.Number _, Type.Reference _, Type.Choice _, Type.Moment _ -> values == 1 ? Operator.IS : Operator.IN;
            };
        };
    }

    private static int position(Token token, String value) {
        return token.values().stream().filter(one -> one.text().equals(value)).findFirst().map(Value::position).orElse(token.position());
    }
}
