package app.rapport;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The program. `./rapport` starts it.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Rapport {

    public static void main(String[] arguments) {
        SpringApplication.run(Rapport.class, arguments);
    }
}
