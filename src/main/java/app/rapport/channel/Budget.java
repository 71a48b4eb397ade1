package app.rapport.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// How much automatic mail is enough: in each window, at most so many. The figures are those that the field has come to.
record Budget(List<Window> windows) {

    record Window(Duration length, int most) {}

    static final Duration LONGEST = Duration.ofMinutes(600);
    /// From one ticket to one recipient, or reports on one ticket.
    static final Budget OF_TICKET = of(10, 15, 25, 50, 100);
    /// To one recipient, or from one machine.
    static final Budget OF_ADDRESS = of(30, 60, 120, 240, 360);

    private static Budget of(int in10, int in30, int in60, int in180, int in600) {
        return new Budget(List.of(new Window(Duration.ofMinutes(10), in10), new Window(Duration.ofMinutes(30), in30),
                new Window(Duration.ofMinutes(60), in60), new Window(Duration.ofMinutes(180), in180), new Window(LONGEST, in600)));
    }

    /// Whether one more would be too many.
    boolean isSpent(Collection<Instant> past, Instant now) {
        return windows.stream().anyMatch(window -> past.stream().filter(now.minus(window.length)::isBefore).count() >= window.most);
    }
}
