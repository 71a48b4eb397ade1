package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.channel.ChannelFact;
import app.rapport.customer.CustomerFact;
import app.rapport.ticket.TicketFact;
import app.rapport.workspace.WorkspaceFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The journal outlives every version of the program: a fact that changes its shape changes its version, and this file with it.
class FactShapesTest {

    private static final Path KNOWN = Path.of("src/test/resources/facts.txt");
    private static final List<Facts> MODULES = List.of(new Facts("workspace", WorkspaceFact.class), new Facts("customer", CustomerFact.class),
            new Facts("ticket", TicketFact.class), new Facts("channel", ChannelFact.class));

    @Test
    void every_fact_has_the_name_version_and_shape_that_were_written_down() throws IOException {
        var shapes = new TreeMap<String, String>();
        for (var module : MODULES) module.byName().forEach((name, type) -> shapes.put(name, shape(type)));
        var now = shapes.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining("\n")) + "\n";
        Files.writeString(Path.of("target/facts.txt"), now);
        assertThat(now).as("A shape that changed is a new version with a function from the old one; then cp target/facts.txt %s", KNOWN).isEqualTo(Files.readString(KNOWN));
    }

    private static String shape(Class<? extends Fact> type) {
        var version = type.getAnnotation(FactVersion.class);
        var personal = Facts.personalComponents(type);
        return "v" + (version == null ? 1 : version.value()) + Arrays.stream(type.getRecordComponents())
                .map(part -> " " + part.getName() + ":" + part.getGenericType().getTypeName().replaceAll("[a-z.]+\\.", "") + (personal.contains(part.getName()) ? "!" : ""))
                .collect(Collectors.joining());
    }
}
