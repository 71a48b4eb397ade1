package app.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What came out: a table for people.
final class Report {

    private final List<String> facts = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    void fact(String name, String value) {
        facts.add("* " + name + ": " + value);
        System.out.println(facts.getLast());
    }

    /// @param bare beside it; null when there is none
    void row(String what, int clients, Load.Result program, Load.@Nullable Result bare) {
        var line = String.format(Locale.ROOT, "| %s | %d | %.0f | %.1f | %.1f | %.1f | %.2f | %.2f | %.2f | %s |", what, clients, program.perSecond(), program.p50(), program.p95(), program.p99(),
                program.programMillis(), program.databaseMillis(), program.bothMillis(),
                bare == null ? "– | – | –" : String.format(Locale.ROOT, "%.0f | %.2f | %.2f", bare.perSecond(), bare.bothMillis(), program.perSecond() / bare.perSecond()));
        rows.add(line);
        System.out.println(line);
    }

    /// What has no bare loop: a figure beside what it is to be.
    void figure(String what, String measured, String target) {
        figures.add("| " + what + " | " + measured + " | " + target + " |");
        System.out.println(figures.getLast());
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm")) + "-bench.md");
        Files.writeString(file, """
                # Benchmark

                %s

                Milliseconds are of the wall for p50, p95 and p99, of the processor otherwise: of the program, of PostgreSQL, of both for each operation. The bare loop writes
                and reads the same rows with nothing around it, in statements and commits that are shared as the program shares them or more, the best of three in this very run;
                the ratio is operations a second of the program to those of the bare loop.

                | operation | clients | a second | p50 | p95 | p99 | program ms | database ms | both ms | bare: a second | bare ms | ratio |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                %s

                A mail is on the screen when a client that does what the desk does has its ticket; the painting of the row comes on top. Live heap is what is left after a full
                collection. Switching is from the key press to the painted thread, in a Chromium on the same processors.

                | what | measured | target |
                |---|---|---|
                %s
                """.formatted(String.join("\n", facts), String.join("\n", rows), String.join("\n", figures)));
        System.out.println("Written to " + file);
    }
}
