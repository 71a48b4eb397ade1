package app.rapport.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.channel.email.smtp.SmtpSettings.Limits;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class EmailSettingsTest {

    private static EmailSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("rapport", EmailSettings.class);
    }

    @Test
    void without_a_word_the_limits_are_the_usual_ones_and_loopback_is_spared() {
        var usual = bound(Map.of());
        assertThat(usual).isEqualTo(new EmailSettings(2525, "127.0.0.1", null, null, DataSize.ofMegabytes(50), 500, 20, 300, 120, true));
        assertThat(usual.limits()).isEqualTo(Limits.USUAL);
    }

    @Test
    void every_setting_has_its_name() {
        var all = bound(Map.of("rapport.smtp-port", "25", "rapport.bind", "0.0.0.0", "rapport.smtp-tls-cert", "/c.pem", "rapport.smtp-tls-key", "/k.pem",
                "rapport.smtp-max-size", "10MB", "rapport.smtp-connections", "7", "rapport.smtp-connections-per-address", "6", "rapport.smtp-mails-per-minute", "5",
                "rapport.smtp-sender-per-minute", "4", "rapport.smtp-spare-loopback", "false"));
        assertThat(all).isEqualTo(new EmailSettings(25, "0.0.0.0", Path.of("/c.pem"), Path.of("/k.pem"), DataSize.ofMegabytes(10), 7, 6, 5, 4, false));
        assertThat(all.limits()).isEqualTo(new Limits(10 << 20, Limits.USUAL.recipients(), 7, 6, 5, 4, false));
    }
}
