package app.rapport.channel;

import app.rapport.platform.Invalid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a mailbox sends, and what it answers by itself. The password lies apart, encrypted.
public record MailboxSettings(Outbound outbound, Acknowledgement acknowledgement) {

    /// @param security none, starttls or tls
    public record Outbound(String host, int port, String security, @Nullable String username) {}

    /// Tells a customer that his first mail has arrived. Never sent to machines.
    public record Acknowledgement(boolean enabled, String subject, String body) {
        public static final Acknowledgement USUAL = new Acknowledgement(true, "[#{{ ticket.number }}] {{ ticket.subject }}",
                "Hello {{ contact.name }},\n\nthank you for your message. We have received it and will answer as soon as we can.\n\n{{ company }}");
    }

    public MailboxSettings {
        var errors = new ArrayList<Invalid.Error>();
        if (outbound.host.isBlank() || outbound.host.length() > 253 || !outbound.host.matches("[A-Za-z0-9.:_-]+"))
            errors.add(new Invalid.Error("outbound.host", "not-a-host", "The name or address of a mail server."));
        if (outbound.port < 1 || outbound.port > 65535) errors.add(new Invalid.Error("outbound.port", "out-of-range", "Between 1 and 65535."));
        if (!List.of("none", "starttls", "tls").contains(outbound.security)) errors.add(new Invalid.Error("outbound.security", "unknown-choice", "One of none, starttls, tls."));
        if (acknowledgement.subject.length() > 500) errors.add(new Invalid.Error("acknowledgement.subject", "too-long", "At most 500 characters."));
        if (acknowledgement.body.length() > 20_000) errors.add(new Invalid.Error("acknowledgement.body", "too-long", "At most 20,000 characters."));
        if (!errors.isEmpty()) throw new Invalid(errors);
    }
}
