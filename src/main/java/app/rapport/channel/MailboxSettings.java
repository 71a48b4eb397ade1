package app.rapport.channel;

import app.rapport.platform.Invalid;
import app.rapport.platform.templates.Templates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a mailbox sends, and what it answers by itself. The password lies apart, encrypted.
public record MailboxSettings(Outbound outbound, Acknowledgement acknowledgement) {

    /// @param security none, starttls or tls
    public record Outbound(String host, int port, String security, @Nullable String username) {}

    /// Tells a customer that his first mail has arrived. Never sent to machines.
    ///
    /// @param subject of Liquid, as the body; null for the usual text in the customer's language
    public record Acknowledgement(boolean enabled, @Nullable String subject, @Nullable String body) {
        public static final Acknowledgement USUAL = new Acknowledgement(true, null, null);
    }

    public MailboxSettings {
        var errors = new ArrayList<Invalid.Error>();
        if (outbound.host.isBlank() || outbound.host.length() > 253 || !outbound.host.matches("[A-Za-z0-9.:_-]+"))
            errors.add(new Invalid.Error("outbound.host", "not-a-host", "The name or address of a mail server."));
        if (outbound.port < 1 || outbound.port > 65535) errors.add(new Invalid.Error("outbound.port", "out-of-range", "Between 1 and 65535."));
        if (!List.of("none", "starttls", "tls").contains(outbound.security)) errors.add(new Invalid.Error("outbound.security", "unknown-choice", "One of none, starttls, tls."));
        check("acknowledgement.subject", acknowledgement.subject, 500, errors);
        check("acknowledgement.body", acknowledgement.body, 20_000, errors);
        if (!errors.isEmpty()) throw new Invalid(errors);
    }

    private static void check(String field, @Nullable String template, int longest, List<Invalid.Error> errors) {
        if (template == null) return;
        if (template.length() > longest) errors.add(new Invalid.Error(field, "too-long", "At most " + longest + " characters."));
        else try {
            Templates.check(template);
        } catch (Invalid e) {
            e.errors().forEach(error -> errors.add(new Invalid.Error(field, error.code(), error.detail())));
        }
    }
}
