package app.rapport;

import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The program. `./rapport` starts it; `./rapport doctor` looks at it.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Rapport {

    public static void main(String[] arguments) throws Exception {
        var options = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments.length == 0 ? "serve" : arguments[0]) {
            case "doctor" -> System.exit(Doctor.visit(options));
            case "rehearse" -> System.exit(Rehearsal.run(options));
            default -> SpringApplication.run(Rapport.class, arguments);
        }
    }
}
