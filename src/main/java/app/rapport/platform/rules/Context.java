package app.rapport.platform.rules;

import java.time.Instant;
import java.time.ZoneId;

/// Against what the words of a condition are understood.
///
/// @param zone the company's in views and rules, the viewer's in `q`
public record Context(Instant now, ZoneId zone, Lookup lookup) {}
