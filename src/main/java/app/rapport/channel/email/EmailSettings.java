package app.rapport.channel.email;

import app.rapport.channel.email.smtp.SmtpSettings.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// The built-in receiving mail server: `RAPPORT_SMTP_PORT` (0 switches it off), on the address of `RAPPORT_BIND`, and what one
/// client may cost.
///
/// @param smtpTlsCert PEM files; without them a self-signed certificate is made at each start
/// @param smtpMailsPerMinute from one client address, as the connections; @param smtpSenderPerMinute from one envelope sender
/// @param smtpSpareLoopback whether clients on this machine are free of the limits on addresses and senders
@Validated
@ConfigurationProperties("rapport")
record EmailSettings(
        @DefaultValue("2525") @Min(0) @Max(65535) int smtpPort,
        @DefaultValue("127.0.0.1") String bind,
        @Nullable Path smtpTlsCert,
        @Nullable Path smtpTlsKey,
        @DefaultValue("50MB") DataSize smtpMaxSize,
        @DefaultValue("500") @Min(1) int smtpConnections,
        @DefaultValue("20") @Min(1) int smtpConnectionsPerAddress,
        @DefaultValue("300") @Min(1) int smtpMailsPerMinute,
        @DefaultValue("120") @Min(1) int smtpSenderPerMinute,
        @DefaultValue("true") boolean smtpSpareLoopback) {

    Limits limits() {
        return new Limits(smtpMaxSize.toBytes(), Limits.USUAL.recipients(), smtpConnections, smtpConnectionsPerAddress, smtpMailsPerMinute, smtpSenderPerMinute,
                smtpSpareLoopback);
    }
}
