package app.rapport.channel.email;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The built-in receiving mail server: `RAPPORT_SMTP_PORT` (0 switches it off), on the address of `RAPPORT_BIND`.
@Validated
@ConfigurationProperties("rapport")
record EmailSettings(@DefaultValue("2525") @Min(0) @Max(65535) int smtpPort, @DefaultValue("127.0.0.1") String bind) {}
