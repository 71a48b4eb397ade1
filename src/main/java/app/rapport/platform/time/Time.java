package app.rapport.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/// The one clock of the program, in microseconds as PostgreSQL keeps them. Tests set it.
@Component
public class Time {

    private volatile Clock clock = Clock.systemUTC();

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Stops the clock at an instant.
    public void set(Instant instant) {
        clock = Clock.fixed(instant, Clock.systemUTC().getZone());
    }

    /// Moves the clock forward; from then on it keeps running from there.
    public void advance(Duration by) {
        clock = Clock.offset(clock, by);
    }
}
