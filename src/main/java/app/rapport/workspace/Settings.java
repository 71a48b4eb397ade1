package app.rapport.workspace;

import app.rapport.platform.Invalid;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// What the company as a whole has chosen.
///
/// @param company its name, as customers see it
/// @param zone what "today" means in views and rules
/// @param rawMailDays how long the raw form of mails is kept
public record Settings(String company, String zone, String locale, int rawMailDays) {

    public static final Settings INITIAL = new Settings("", "Europe/Berlin", "en", 90);

    public Settings {
        var errors = new ArrayList<Invalid.Error>();
        if (company.length() > 100) errors.add(new Invalid.Error("company", "too-long", "At most 100 characters."));
        try {
            zone(zone);
        } catch (Invalid e) {
            errors.addAll(e.errors());
        }
        if (!List.of("en", "de").contains(locale)) errors.add(new Invalid.Error("locale", "unknown-choice", "One of en, de."));
        if (rawMailDays < 1 || rawMailDays > 3650) errors.add(new Invalid.Error("rawMailDays", "out-of-range", "Between 1 and 3650 days."));
        if (!errors.isEmpty()) throw new Invalid(errors);
    }

    public ZoneId zoneId() {
        return zone(zone);
    }

    /// @throws Invalid `zone`
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new Invalid("zone", "unknown-zone", "An IANA time zone such as Europe/Berlin.");
        }
    }
}
