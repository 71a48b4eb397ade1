package app.rapport.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// As the program reads them: with its own `application.yaml` and the home of whoever starts it.
class ServerSettingsTest {

    @EnableConfigurationProperties(ServerSettings.class)
    static class Settings {}

    @TempDir
    Path user;

    private void started(Consumer<ServerSettings> then, String... settings) {
        new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer()).withSystemProperties("user.home=" + user).withPropertyValues(settings)
                .withUserConfiguration(Settings.class).run(context -> then.accept(context.getBean(ServerSettings.class)));
    }

    @Test
    void without_a_word_the_data_lies_in_the_users_home_and_links_lead_to_the_usual_port() {
        started(settings -> {
            assertThat(settings.home()).isEqualTo(user.resolve(".rapport"));
            assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
            assertThat(settings.embeddedDatabase()).isTrue();
        });
    }

    @Test
    void links_lead_to_the_port_that_is_listened_on_unless_an_address_is_given() {
        started(settings -> assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:8321")), "rapport.http-port=8321");
        started(settings -> assertThat(settings.publicUrl()).isEqualTo(URI.create("https://help.example.com")), "rapport.http-port=8321", "rapport.public-url=https://help.example.com");
    }

    @Test
    void a_given_home_is_the_home() {
        started(settings -> assertThat(settings.home()).isEqualTo(Path.of("/srv/rapport")), "rapport.home=/srv/rapport");
    }

    @Test
    void a_setting_that_does_not_exist_is_named_with_those_that_do() {
        assertThat(refusal("--rapport.http-prot=8321")).startsWith("There is no setting rapport.http-prot.").contains("home", "http-port, public-url");
        assertThat(refusal("--rapport.trusted-proxies[0]=10.0.0.1", "--rapport.publicUrl=http://x", "--rapport.http_port=8321")).isEmpty();
    }

    @Test
    void the_file_in_the_home_is_looked_at_and_the_environment_is_not() throws IOException {
        Files.createDirectories(user.resolve(".rapport"));
        Files.writeString(user.resolve(".rapport/rapport.yaml"), "rapport:\n  smpt-port: 25\n");
        assertThat(refusal("--user.home=" + user)).startsWith("There is no setting rapport.smpt-port.");
        System.setProperty("rapport.of-somebody-else", "1");
        try {
            assertThat(refusal("--rapport.http-port=0")).isEmpty();
        } finally {
            System.clearProperty("rapport.of-somebody-else");
        }
    }

    /// Why the program does not start with them; empty when it does.
    private static String refusal(String... arguments) {
        var program = new SpringApplication(Settings.class, KnownSettings.class);
        program.setWebApplicationType(WebApplicationType.NONE);
        try (var _ = program.run(arguments)) {
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
