package app.rapport.platform.rules;

import app.rapport.platform.rules.Check.Contains;
import app.rapport.platform.rules.Check.HasAny;
import app.rapport.platform.rules.Check.IsSet;
import app.rapport.platform.rules.Check.NoneOf;
import app.rapport.platform.rules.Check.OneOf;
import app.rapport.platform.rules.Check.Range;
import app.rapport.platform.rules.Check.StartsWith;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What kind of value a field has: which operators it understands and how its values are written.
public sealed interface Type<T> {

    Set<Operator> operators();

    /// @throws Refused
    Check<T> check(Operator operator, List<String> values, Context context);

    /// Free text, compared folded.
    record Text() implements Type<String> {

        private static final int LONGEST = 200;

        @Override
        public Set<Operator> operators() {
            return Set.of(Operator.IS, Operator.IS_NOT, Operator.IN, Operator.CONTAINS, Operator.STARTS_WITH, Operator.IS_SET);
        }

        @Override
        public Check<String> check(Operator operator, List<String> values, Context context) {
            return switch (operator) {
                case CONTAINS -> new Contains(parse(values.getFirst()));
                case STARTS_WITH -> new StartsWith(parse(values.getFirst()));
                default -> Type.sets(operator, values, Text::parse);
            };
        }

        /// PostgreSQL keeps neither NUL nor half a surrogate pair.
        static String parse(String value) {
            var folded = Folding.fold(value);
            if (folded.isEmpty()) throw new Refused("empty", value);
            if (folded.length() > LONGEST) throw new Refused("too-long", value);
            if (folded.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF))) throw new Refused("not-a-text", value);
            return folded;
        }
    }

    /// A whole number that JSON can carry.
    record Number() implements Type<Long> {

        private static final long LARGEST = 1L << 53;

        @Override
        public Set<Operator> operators() {
            return Set.of(Operator.IS, Operator.IS_NOT, Operator.IN, Operator.LESS, Operator.AT_MOST, Operator.AT_LEAST, Operator.GREATER,
                    Operator.IS_SET);
        }

        @Override
        public Check<Long> check(Operator operator, List<String> values, Context context) {
            return switch (operator) {
                case LESS -> new Range<>(null, parse(values.getFirst()));
                case AT_MOST -> new Range<>(null, parse(values.getFirst()) + 1);
                case AT_LEAST -> new Range<>(parse(values.getFirst()), null);
                case GREATER -> new Range<>(parse(values.getFirst()) + 1, null);
                default -> Type.sets(operator, values, Number::parse);
            };
        }

        static Long parse(String value) {
            try {
                var number = Long.parseLong(value);
                if (-LARGEST <= number && number <= LARGEST) return number;
            } catch (NumberFormatException e) {
                // falls through
            }
            throw new Refused("not-a-number", value);
        }
    }

    /// The id of something that has a name.
    ///
    /// @param kind what [Lookup] is asked for: `agent`, `team`, `contact`
    record Reference(String kind) implements Type<Long> {

        @Override
        public Set<Operator> operators() {
            return Set.of(Operator.IS, Operator.IS_NOT, Operator.IN, Operator.IS_SET);
        }

        @Override
        public Check<Long> check(Operator operator, List<String> values, Context context) {
            return Type.sets(operator, values, value -> parse(value, context));
        }

        /// A name may look like a number, an id is never anything else.
        private Long parse(String value, Context context) {
            var found = context.lookup().find(kind, value);
            if (found != null) return found;
            try {
                return Number.parse(value);
            } catch (Refused notAnId) {
                throw new Refused("unknown-value", value);
            }
        }
    }

    /// One of a few, in their order: `low`, `normal`, `high`, `urgent`.
    record Choice(List<String> choices, boolean ordered) implements Type<String> {

        public Choice {
            choices = List.copyOf(choices);
        }

        @Override
        public Set<Operator> operators() {
            var operators = new LinkedHashSet<>(List.of(Operator.IS, Operator.IS_NOT, Operator.IN, Operator.IS_SET));
            if (ordered) operators.addAll(List.of(Operator.LESS, Operator.AT_MOST, Operator.AT_LEAST, Operator.GREATER));
            return operators;
        }

        @Override
        public Check<String> check(Operator operator, List<String> values, Context context) {
            return switch (operator) {
                case LESS -> part(0, place(values));
                case AT_MOST -> part(0, place(values) + 1);
                case AT_LEAST -> part(place(values), choices.size());
                case GREATER -> part(place(values) + 1, choices.size());
                default -> Type.sets(operator, values, this::parse);
            };
        }

        private Check<String> part(int from, int until) {
            return new OneOf<>(Set.copyOf(choices.subList(from, until)));
        }

        private int place(List<String> values) {
            return choices.indexOf(parse(values.getFirst()));
        }

        private String parse(String value) {
            if (!choices.contains(value)) throw new Refused("unknown-value", value);
            return value;
        }
    }

    /// A set of short texts that are kept folded.
    record Tags() implements Type<String[]> {

        @Override
        public Set<Operator> operators() {
            return Set.of(Operator.HAS, Operator.IS_SET);
        }

        @Override
        public Check<String[]> check(Operator operator, List<String> values, Context context) {
            if (operator == Operator.IS_SET) return new IsSet<>();
            return new HasAny(Type.parsed(values, Text::parse));
        }
    }

    /// A time, in microseconds. `is` a day means: at some time on it.
    record Moment() implements Type<Instant> {

        @Override
        public Set<Operator> operators() {
            return Set.of(Operator.IS, Operator.BEFORE, Operator.AFTER, Operator.AT_MOST, Operator.AT_LEAST, Operator.WITHIN, Operator.IS_SET);
        }

        @Override
        public Check<Instant> check(Operator operator, List<String> values, Context context) {
            if (operator == Operator.IS_SET) return new IsSet<>();
            if (operator == Operator.WITHIN) return Moments.within(values.getFirst(), context);
            var span = Moments.parse(values.getFirst(), context);
            return switch (operator) {
                case BEFORE -> new Range<>(null, span.from());
                case AFTER -> new Range<>(span.until(), null);
                case AT_MOST -> new Range<>(null, span.until());
                case AT_LEAST -> new Range<>(span.from(), null);
                default -> span;
            };
        }
    }

    /// Yes or no.
    record Flag() implements Type<Boolean> {

        @Override
        public Set<Operator> operators() {
            return Set.of(Operator.IS, Operator.IS_SET);
        }

        @Override
        public Check<Boolean> check(Operator operator, List<String> values, Context context) {
            return Type.sets(operator, values, Flag::parse);
        }

        private static Boolean parse(String value) {
            return switch (value) {
                case "true", "yes" -> true;
                case "false", "no" -> false;
                default -> throw new Refused("not-yes-or-no", value);
            };
        }
    }

    private static <T> Check<T> sets(Operator operator, List<String> values, java.util.function.Function<String, T> parse) {
        return switch (operator) {
            case IS_SET -> new IsSet<>();
            case IS_NOT -> new NoneOf<>(parsed(values, parse));
            default -> new OneOf<>(parsed(values, parse));
        };
    }

    private static <T> Set<T> parsed(List<String> values, java.util.function.Function<String, T> parse) {
        var parsed = new LinkedHashSet<T>();
        for (var value : values) parsed.add(Objects.requireNonNull(parse.apply(value)));
        return parsed;
    }
}
