package app.rapport.platform.rules;

import app.rapport.platform.rules.Check.Range;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Times as people write them. Each is a span: a day lasts a day, an instant a microsecond.
final class Moments {

    private static final Pattern RELATIVE = Pattern.compile("([+-])(\\d{1,5})(min|h|d|w|mo|y)");

    private Moments() {}

    /// `2026-11-01`, `2026-11-01T10:00:00Z`, `now`, `today`, `yesterday`, `tomorrow`, `-3d`, `+2h`.
    static Range<Instant> parse(String text, Context context) {
        var today = context.now().atZone(context.zone()).toLocalDate();
        try {
            return switch (text) {
                case "now" -> instant(context.now());
                case "today" -> day(today, context);
                case "yesterday" -> day(today.minusDays(1), context);
                case "tomorrow" -> day(today.plusDays(1), context);
                default -> written(text, context);
            };
        } catch (DateTimeException e) {
            throw new Refused("not-a-time", text);
        }
    }

    /// From now to a relative time, or from it to now: `-3d` is the last three days.
    static Range<Instant> within(String text, Context context) {
        var other = shifted(text, context);
        var now = micros(context.now());
        return other.isBefore(now) ? new Range<>(other, after(now)) : new Range<>(now, after(other));
    }

    private static Range<Instant> written(String text, Context context) {
        if (RELATIVE.matcher(text).matches()) return instant(shifted(text, context));
        if (text.length() == 10) return day(LocalDate.parse(text), context);
        return instant(OffsetDateTime.parse(text).toInstant());
    }

    private static Instant shifted(String text, Context context) {
        var relative = RELATIVE.matcher(text);
        if (!relative.matches()) throw new Refused("not-a-span", text);
        var amount = Integer.parseInt(relative.group(1) + relative.group(2));
        var now = context.now().atZone(context.zone());
        return sane(micros(shift(now, amount, relative.group(3)).toInstant()));
    }

    private static ZonedDateTime shift(ZonedDateTime now, int amount, String unit) {
        return switch (unit) {
            case "min" -> now.plus(Duration.ofMinutes(amount));
            case "h" -> now.plus(Duration.ofHours(amount));
            case "d" -> now.plusDays(amount);
            case "w" -> now.plusWeeks(amount);
            case "mo" -> now.plus(Period.ofMonths(amount));
            case "y" -> now.plusYears(amount);
            default -> throw new Refused("not-a-span", unit);
        };
    }

    private static Range<Instant> day(LocalDate day, Context context) {
        var from = sane(day.atStartOfDay(context.zone()).toInstant());
        return new Range<>(from, day.plusDays(1).atStartOfDay(context.zone()).toInstant());
    }

    private static Range<Instant> instant(Instant at) {
        var from = sane(micros(at));
        return new Range<>(from, after(from));
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant after(Instant at) {
        return at.plus(1, ChronoUnit.MICROS);
    }

    /// The database ends long before Java's times do.
    private static Instant sane(Instant at) {
        if (at.isBefore(Instant.parse("0001-01-02T00:00:00Z")) || at.isAfter(Instant.parse("9999-12-30T00:00:00Z"))) {
            throw new DateTimeException("too far away");
        }
        return at;
    }
}
