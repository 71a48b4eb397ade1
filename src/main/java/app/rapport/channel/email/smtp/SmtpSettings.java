package app.rapport.channel.email.smtp;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Where and how mail is received.
///
/// @param bind  address and port; port 0 takes a free one
/// @param tls   asked for at each STARTTLS, which is not offered without it
/// @param spool folder for bodies too large for memory
public record SmtpSettings(
        InetSocketAddress bind, String hostname, @Nullable Supplier<SSLContext> tls, Limits limits, Timeouts timeouts, Path spool) {

    public static SmtpSettings on(InetSocketAddress bind, String hostname) {
        return new SmtpSettings(bind, hostname, null, Limits.USUAL, Timeouts.USUAL, Path.of(System.getProperty("java.io.tmpdir")));
    }

    public SmtpSettings with(SSLContext tls) {
        return with(() -> tls);
    }

    public SmtpSettings with(Supplier<SSLContext> tls) {
        return new SmtpSettings(bind, hostname, tls, limits, timeouts, spool);
    }

    public SmtpSettings with(Limits limits) {
        return new SmtpSettings(bind, hostname, tls, limits, timeouts, spool);
    }

    public SmtpSettings with(Timeouts timeouts) {
        return new SmtpSettings(bind, hostname, tls, limits, timeouts, spool);
    }

    /// What one client may cost.
    ///
    /// @param mailSize          bytes of one mail
    /// @param mailsPerMinute    taken from one client address in a minute, and
    /// @param senderPerMinute   from one envelope sender (reports apart)
    /// @param spareLoopback     whether a client on this machine is free of the limits on addresses and senders
    public record Limits(long mailSize, int recipients, int connections, int connectionsPerAddress, int mailsPerMinute,
            int senderPerMinute, boolean spareLoopback) {

        public static final Limits USUAL = new Limits(50L << 20, 100, 500, 20, 300, 120, true);
    }

    /// How long a client may take.
    ///
    /// @param read    silence after which a client is sent away
    /// @param mail    from MAIL to the end of its DATA
    /// @param session the whole connection
    public record Timeouts(Duration read, Duration mail, Duration session) {

        public static final Timeouts USUAL = new Timeouts(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    }
}
