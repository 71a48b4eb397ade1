package app.rapport.desk.store;

import app.rapport.platform.Invalid;
import app.rapport.platform.rules.Field;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.rules.Query;
import app.rapport.platform.rules.Type;
import app.rapport.ticket.Ticket;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a list is sorted and where its page starts: by one field, among equals by number.
///
/// @param after the last row of the page before
public record ListOrder<T>(Field<Ticket, T> by, boolean descending, @Nullable Cursor<T> after) {

    /// As the answers name them. Numbers are given in the order of creation.
    private static final Map<String, String> ALSO = Map.of("updatedAt", "updated", "createdAt", "number", "created", "number");
    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    public record Cursor<T>(T value, long id) {}

    /// @param asked by the question itself; @param sort otherwise: a field, `-` before it for the largest first
    /// @param after what the page before answered as next
    /// @throws Invalid `sort` `unknown-choice`; `after` `not-a-cursor`
    public static ListOrder<?> of(Query.@Nullable Sort asked, String sort, Fields<Ticket> fields, @Nullable String after) {
        var descending = asked == null ? sort.startsWith("-") : asked.descending();
        var key = asked == null ? sort.replaceFirst("^-", "") : asked.field();
        var field = fields.find(ALSO.getOrDefault(key, key)).filter(Field::sortable).orElseThrow(() -> new Invalid("sort", "unknown-choice", "One of "
                + fields.all().stream().filter(Field::sortable).map(Field::key).collect(Collectors.joining(", ")) + ", or one of them after a minus."));
        return of(field, descending, after);
    }

    private static <T> ListOrder<T> of(Field<Ticket, T> field, boolean descending, @Nullable String after) {
        return new ListOrder<>(field, descending, after == null || after.isEmpty() ? null : read(field, after));
    }

    /// Whether the id alone says where a row stands.
    boolean isByNumber() {
        return by.key().equals("number");
    }

    String cursor(T value, long id) {
        if (isByNumber()) return Long.toString(id);
        return (value instanceof Instant at ? ChronoUnit.MICROS.between(Instant.EPOCH, at) : value) + "_" + id;
    }

    /// The database ends long before Java's times do.
    private static Instant known(Instant at) {
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) throw new DateTimeException("too far away");
        return at;
    }

    @SuppressWarnings("unchecked")
    private static <T> Cursor<T> read(Field<Ticket, T> field, String after) {
        try {
            var cut = after.lastIndexOf('_');
            var text = cut < 0 ? after : after.substring(0, cut);
            Object value = switch (field.type()) {
                case Type.Moment _ -> known(Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS));
                case Type.Number _ -> Long.valueOf(text);
                case Type.Choice choice when choice.choices().contains(text) -> text;
                default -> throw new IllegalArgumentException(text);
            };
            return new Cursor<>((T) value, Long.parseLong(after.substring(cut + 1)));
        } catch (RuntimeException e) {
            throw new Invalid("after", "not-a-cursor", "Give what the former page answered as next.");
        }
    }
}
