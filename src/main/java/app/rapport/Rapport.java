package app.rapport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The program. `./rapport` starts it; `./rapport doctor` looks at it.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Rapport {

    private static final Set<Class<?>> FORESEEN = Set.of(IllegalStateException.class, IllegalArgumentException.class, IOException.class, UncheckedIOException.class, ConnectException.class);

    public static void main(String[] arguments) throws Exception {
        var options = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments.length == 0 ? "serve" : arguments[0]) {
            case "doctor" -> System.exit(Doctor.visit(options));
            case "rehearse" -> System.exit(Rehearsal.run(options));
            default -> serve(arguments);
        }
    }

    /// What hinders the start is said in one line; only what nobody foresaw shows where it happened.
    private static void serve(String[] arguments) {
        try {
            SpringApplication.run(Rapport.class, arguments);
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
