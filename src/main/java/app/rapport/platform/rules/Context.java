package app.rapport.platform.rules;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Against what the words of a condition are understood.
///
/// @param zone the company's in views and rules, the viewer's in `q`
public record Context(Instant now, ZoneId zone, Lookup lookup) {

    /// For conditions of our own, which speak in ids and never of time or in names that somebody could give a team.
    public static final Context OF_IDS = new Context(Instant.EPOCH, ZoneOffset.UTC, Lookup.NONE);
}
