package app.rapport.platform;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How this process runs: `RAPPORT_HOME`, `RAPPORT_DATABASE_URL` and so on, read once at start. Where the data lies and how the world
/// names us when nobody says so stands in `application.yaml`: it depends on other settings, which a default here cannot name.
@Validated
@ConfigurationProperties("rapport")
public record ServerSettings(
        @NotNull Path home,
        @Nullable String databaseUrl,
        @NotNull URI publicUrl,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("false") boolean allowPrivateTargets,
        @Nullable String secretKey) {

    /// The host that mails and links name us by.
    public String hostname() {
        var host = publicUrl.getHost();
        return host == null ? "localhost" : host;
    }

    /// Then no other node can be at work on our data, and what an earlier life had in hand may be taken up at once.
    public boolean embeddedDatabase() {
        return databaseUrl == null || databaseUrl.isBlank();
    }
}
