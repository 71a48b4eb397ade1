package app.rapport.channel.email.send;

import org.jspecify.annotations.Nullable;

/// A server that takes mail from us. Without `username` nothing is said about who we are.
public record SmtpAccount(String host, int port, Security security, @Nullable String username, @Nullable String password) {

    /// With STARTTLS and TLS the certificate is checked, and nothing is sent when that fails.
    public enum Security { NONE, STARTTLS, TLS }

    @Override
    public String toString() {
        return (username == null ? "" : username + "@") + host + ":" + port + " (" + security + ")";
    }
}
