package app.rapport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.Set;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.core.SpringProperties;

/// The program. `./rapport` starts it; `./rapport doctor` looks at it.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Rapport {

    private static final Set<Class<?>> FORESEEN = Set.of(IllegalStateException.class, IllegalArgumentException.class, IOException.class, UncheckedIOException.class, ConnectException.class);

    public static void main(String[] arguments) throws Exception {
        var options = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        var command = arguments.length == 0 ? "serve" : arguments[0];
        // The doctor's program is another: nothing of it starts.
        if (!command.equals("doctor")) takeAssembly();
        switch (command) {
            case "doctor" -> System.exit(Doctor.visit(options));
            case "rehearse" -> System.exit(Rehearsal.run(options));
            default -> serve(arguments);
        }
    }

    /// Which beans there are was found out when the jar was built (ADR 7). Classes of a folder may be newer than what was found out.
    private static void takeAssembly() {
        var assembly = Rapport.class.getResource("Rapport__ApplicationContextInitializer.class");
        if (assembly != null && assembly.getProtocol().equals("jar")) SpringProperties.setFlag(AotDetector.AOT_ENABLED);
    }

    /// What hinders the start is said in one line; only what nobody foresaw shows where it happened.
    private static void serve(String[] arguments) {
        var unknown = Arrays.stream(arguments).filter(argument -> !argument.equals("serve") && !argument.matches("--[a-z][a-z-]*[.].+")).toList();
        if (!unknown.isEmpty()) {
            System.err.println("usage: rapport [serve] [--rapport.<setting>=<value>]; not understood: " + String.join(" ", unknown));
            System.exit(2);
        }
        try {
            SpringApplication.run(Rapport.class, arguments);
        } catch (SpringApplication.AbandonedRunException e) {
            throw e;
        } catch (RuntimeException e) {
            Throwable deepest = e;
            // Where a port is taken the link above says which.
            while (deepest.getCause() != null && !(deepest.getCause() instanceof BindException)) deepest = deepest.getCause();
            System.err.println("Rapport does not start: " + deepest.getMessage());
            if (!FORESEEN.contains(deepest.getClass())) e.printStackTrace();
            System.exit(1);
        }
    }
}
