package app.rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The reading cost of a path is what its document says, and low.
class WalkTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\d+) \\|");
    private static final Pattern SUM = Pattern.compile("(?m)^\\| \\*\\*(\\d+) files\\*\\* \\| \\*\\*(\\d+)\\*\\* \\|");

    private record Step(String file, long lines) {}

    @Test
    void the_walk_of_an_inbound_mail_is_short_and_its_document_right() throws IOException {
        var document = Files.readString(Path.of("docs/walks/inbound-mail.md"));
        var said = ROW.matcher(document).results().map(row -> new Step(row.group(1), Long.parseLong(row.group(2)))).toList();
        var counted = said.stream().map(step -> new Step(step.file, lines(step.file))).toList();
        assertThat(said).isEqualTo(counted);
        var sum = SUM.matcher(document).results().findFirst().orElseThrow();
        assertThat(List.of(sum.group(1), sum.group(2))).containsExactly("" + counted.size(), "" + counted.stream().mapToLong(Step::lines).sum());
        assertThat(counted).hasSizeBetween(10, 15);
        assertThat(counted.stream().mapToLong(Step::lines).sum()).isLessThanOrEqualTo(1_200);
    }

    private static long lines(String file) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
