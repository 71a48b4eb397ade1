package app.rapport.platform.rules;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Random conditions about the fields of anything, and random values for these, from so few that they meet often.
public final class RandomRules {

    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123456Z");

    public static final List<String> LABELS = List.of("Zelt", "ZELT undicht", "straße 5%", "a_b!c", "Ωμέγας", "ＷＩＤＥ", "  spaced ", "\uD83D\uDE00 joy", "ﬁne");
    private static final List<String> TAGS = List.of("refund", "spam", "it's", "a,b", "ünïcode");
    private static final List<String> TIMES = List.of("today", "yesterday", "-3d", "+2h", "2026-11-20", "2026-11-24T10:00:00.123456Z", "now", "-1mo");
    private static final List<String> SPANS = List.of("-3d", "+2h", "-1y", "+1w", "-10min");

    private final Random random;
    private final Fields<?> fields;
    private final Map<String, List<String>> words;

    RandomRules(long seed) {
        this(seed, Parcel.FIELDS, Map.of());
    }

    /// @param words what is asked of a field, where the usual words would find nothing
    public RandomRules(long seed, Fields<?> fields, Map<String, List<String>> words) {
        this.random = new Random(seed);
        this.fields = fields;
        this.words = words;
    }

    Parcel parcel(long id) {
        return new Parcel(id, maybe(() -> one(LABELS)), maybe(() -> (long) random.nextInt(5)), maybe(() -> (long) random.nextInt(4)),
                maybe(() -> one(List.of("made", "sent", "lost"))), maybe(() -> one(Parcel.GRADES)), maybe(this::tags),
                maybe(this::instant), maybe(random::nextBoolean), maybe(() -> (long) random.nextInt(3)));
    }

    public Condition condition(int depth) {
        return switch (random.nextInt(depth <= 0 ? 1 : 5)) {
            case 1 -> new Condition.All(several(depth));
            case 2 -> new Condition.Any(several(depth));
            case 3 -> new Condition.Not(condition(depth - 1));
            default -> test();
        };
    }

    private List<Condition> several(int depth) {
        var conditions = new ArrayList<Condition>();
        for (var i = random.nextInt(4); i > 0; i--) conditions.add(condition(depth - 1));
        return conditions;
    }

    private Condition test() {
        var field = one(fields.all());
        var operator = one(field.type().operators().stream().sorted().toList());
        return new Condition.Test(field.key(), operator, values(field, operator));
    }

    private List<String> values(Field<?, ?> field, Operator operator) {
        var values = new ArrayList<String>();
        var many = operator.takes(2) ? 1 + random.nextInt(3) : operator.takes(1) ? 1 : 0;
        for (var i = 0; i < many; i++) values.add(words.containsKey(field.key()) ? one(words.get(field.key())) : value(field.type(), operator));
        return values;
    }

    private String value(Type<?> type, Operator operator) {
        return switch (type) {
            case Type.Text _ -> operator == Operator.IS ? one(LABELS) : one(List.of("e", "%", "_", "!", "zelt", "ΩΜ", "fi", "a", "\uD83D\uDE00"));
            case Type.Number _ -> Integer.toString(random.nextInt(5));
            case Type.Reference _ -> one(List.of("me", "Grace", "4", "0", "3"));
            case Type.Choice choice -> one(choice.choices());
            case Type.Tags _ -> one(TAGS);
            case Type.Moment _ -> operator == Operator.WITHIN ? one(SPANS) : one(TIMES);
            case Type.Flag _ -> one(List.of("yes", "false"));
        };
    }

    public List<String> tags() {
        return TAGS.stream().filter(_ -> random.nextInt(3) == 0).toList();
    }

    /// Around the borders of the times above, to the microsecond.
    public Instant instant() {
        var border = one(List.of(NOW, Instant.parse("2026-11-19T23:00:00Z"), Instant.parse("2026-11-23T23:00:00Z"), NOW.minus(3, ChronoUnit.DAYS)));
        return border.plus(random.nextInt(3) - 1L, ChronoUnit.MICROS);
    }

    public <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    public <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
