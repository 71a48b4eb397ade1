package app.rapport.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The program's code is compiled as it is used, on the processors that it is measured on, for minutes: what is to be measured goes on in
/// rounds until it has stopped becoming cheaper. What it costs of the processor is looked at, of the program and of PostgreSQL, not how long it takes.
final class WarmUp {

    interface Step {
        Load.Result run() throws Exception;
    }

    private static final double BETTER = 0.97;
    private static final int NO_BETTER = 2;

    private WarmUp() {}

    /// At least three rounds, if there is time: the second and the third may say that the first was no worse. Operations that share most of
    /// their code take turns: the first would pay for all of them otherwise.
    ///
    /// @param each for each of them: after the first no round begins that would end later; @param turn of it in a round, at least
    /// @param steps by what they are called, as much of a turn as is done at once
    /// @return what each round cost, to be printed
    static String of(Duration each, Duration turn, Map<String, Step> steps) throws Exception {
        var most = each.multipliedBy(steps.size());
        var start = System.nanoTime();
        var costs = new LinkedHashMap<String, List<String>>();
        var best = Double.MAX_VALUE;
        var noBetter = 0;
        var round = Duration.ZERO;
        while (noBetter < NO_BETTER && since(start).plus(round).compareTo(most) < 0) {
            var began = System.nanoTime();
            var sum = 0.0;
            for (var step : steps.entrySet()) {
                var cost = turn(turn.compareTo(each) < 0 ? turn : each, step.getValue());
                costs.computeIfAbsent(step.getKey(), none -> new ArrayList<>()).add(String.format(Locale.ROOT, "%.2f", cost));
                sum += cost;
            }
            round = since(began);
            noBetter = sum < best * BETTER ? 0 : noBetter + 1;
            best = noBetter == 0 ? sum : best;
        }
        return since(start).toSeconds() + " s, processor ms of each round: "
                + costs.entrySet().stream().map(one -> one.getKey() + " " + String.join(", ", one.getValue())).collect(Collectors.joining("; "));
    }

    private static double turn(Duration duration, Step step) throws Exception {
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
