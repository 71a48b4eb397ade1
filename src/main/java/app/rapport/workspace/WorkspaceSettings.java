package app.rapport.workspace;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The first administrator of an empty database: `RAPPORT_ADMIN_EMAIL`, `RAPPORT_ADMIN_PASSWORD`, `RAPPORT_ADMIN_TOKEN`.
@ConfigurationProperties("rapport")
public record WorkspaceSettings(@Nullable String adminEmail, @Nullable String adminPassword, @Nullable String adminToken) {}
