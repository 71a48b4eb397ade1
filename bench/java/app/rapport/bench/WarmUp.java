package app.rapport.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/// The program's code is compiled as it is used, on the processors that it is measured on, for minutes: one operation goes on in rounds until
/// it has stopped becoming cheaper. What it costs of the processor is looked at, of the program and of PostgreSQL, not how long it takes.
final class WarmUp {

    interface Step {
        Load.Result run() throws Exception;
    }

    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final double BETTER = 0.97;
    private static final int NO_BETTER = 2;

    private WarmUp() {}

    /// At least three rounds, if there is time: the second and the third may say that the first was no worse.
    ///
    /// @param most after the first no round begins that would end later; @param step as much of a round as is done at once
    /// @return what each round cost, to be printed
    static String of(Duration most, Step step) throws Exception {
        var start = System.nanoTime();
        var round = ROUND.compareTo(most) < 0 ? ROUND : most;
        var costs = new ArrayList<String>();
        var best = Double.MAX_VALUE;
        var noBetter = 0;
        while (noBetter < NO_BETTER && (costs.isEmpty() || since(start).plus(round).compareTo(most) < 0)) {
            var cost = round(round, step);
            costs.add(String.format(Locale.ROOT, "%.2f", cost));
            noBetter = cost < best * BETTER ? 0 : noBetter + 1;
            best = noBetter == 0 ? cost : best;
        }
        return since(start).toSeconds() + " s, processor ms of each round: " + String.join(", ", costs);
    }

    private static double round(Duration duration, Step step) throws Exception {
        var start = System.nanoTime();
        var operations = 0;
        var millis = 0.0;
        do {
            var result = step.run();
            operations += result.operations();
            millis += result.bothMillis() * result.operations();
        } while (since(start).compareTo(duration) < 0);
        return millis / operations;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
