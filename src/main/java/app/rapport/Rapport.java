package app.rapport;

import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The program. `./rapport` starts it; `./rapport doctor` looks at it.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Rapport {

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("doctor")) System.exit(Doctor.visit(Arrays.copyOfRange(arguments, 1, arguments.length)));
        SpringApplication.run(Rapport.class, arguments);
    }
}
