package app.rapport.channel.email.mime;

import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates of RFC 5322 with its obsolete zones and the usual liberties.
final class MailDates {

    private static final Pattern DATE = Pattern.compile("(\\d{1,2})[ -]+([A-Za-z]{3})[a-z]*\\.?[ -]+(\\d{2,4})\\s+"
            + "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\.\\d+)?\\s*([+-]\\s?\\d{2}:?\\d{2}|[A-Za-z]+)?");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ZONES = Map.ofEntries(entry("est", -5), entry("edt", -4), entry("cst", -6),
            entry("cdt", -5), entry("mst", -7), entry("mdt", -6), entry("pst", -8), entry("pdt", -7), entry("cet", 1),
            entry("cest", 2), entry("mez", 1), entry("mesz", 2), entry("bst", 1), entry("jst", 9));

    private MailDates() {}

    static @Nullable Instant parse(String text) {
        try {
            var matcher = DATE.matcher(text);
            return matcher.find() ? instant(matcher) : Instant.parse(text.strip());
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static @Nullable Instant instant(Matcher date) {
        var month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
        if (month == 0) return null;
        var second = date.group(6) == null ? 0 : Math.min(59, number(date, 6));
        return LocalDateTime.of(year(number(date, 3)), month, number(date, 1), number(date, 4), number(date, 5), second)
                .toInstant(zone(date.group(7)));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    // RFC 5322 4.3
    private static int year(int year) {
        if (year < 50) return 2000 + year;
        return year < 1000 ? 1900 + year : year;
    }

    private static ZoneOffset zone(@Nullable String zone) {
        if (zone == null) return ZoneOffset.UTC;
        if (Character.isLetter(zone.charAt(0))) return ZoneOffset.ofHours(ZONES.getOrDefault(zone.toLowerCase(Locale.ROOT), 0));
        var digits = zone.replaceAll("\\D", "");
        var minutes = Integer.parseInt(digits.substring(0, 2)) * 60 + Integer.parseInt(digits.substring(2));
        return ZoneOffset.ofTotalSeconds((zone.startsWith("-") ? -60 : 60) * Math.min(minutes, 18 * 60));
    }
}
