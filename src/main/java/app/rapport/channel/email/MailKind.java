package app.rapport.channel.email;

import app.rapport.channel.email.mime.ParsedMail;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What kind of automatic mail it is, if it is one: the union of the signs that the field has learned (RFC 3834, RFC 3464, RFC 5965).
final class MailKind {

    private static final Pattern AWAY = Pattern.compile("(?iu)(out of (the )?office|vacation|automatic reply|abwesen|automatische antwort|absence du bureau|réponse automatique|fuera de la oficina|respuesta automática|assente|afwezig)");
    private static final Pattern BOUNCE_SUBJECT = Pattern.compile("(?iu)^(delivery (failure|status)|undeliver(able|ed)|returned mail|mail delivery (failed|failure)|unzustellbar|failure notice|delivery has failed).*");

    private MailKind() {}

    /// auto-reply, out-of-office, bounce, complaint, list; null from a person.
    static @Nullable String of(ParsedMail mail, String envelopeFrom) {
        var contentType = mail.header("content-type").toLowerCase(Locale.ROOT);
        var from = mail.header("from").toLowerCase(Locale.ROOT);
        var subject = mail.header("subject");
        if (contentType.contains("feedback-report")) return "complaint";
        if (contentType.contains("report-type=delivery-status") || contentType.contains("report-type=\"delivery-status\"") || !mail.header("x-failed-recipients").isEmpty()
                || (from.contains("mailer-daemon@") || from.contains("postmaster@") || envelopeFrom.isEmpty()) && BOUNCE_SUBJECT.matcher(subject).matches()) return "bounce";
        var submitted = mail.header("auto-submitted").toLowerCase(Locale.ROOT);
        var suppress = mail.header("x-auto-response-suppress").toLowerCase(Locale.ROOT);
        if (submitted.contains("vacation") || submitted.startsWith("auto-replied; owner-email=") || suppress.equals("all") && !mail.header("x-ms-exchange-inbox-rules-loop").isEmpty()) return "out-of-office";
        var replied = submitted.startsWith("auto-replied") || is(mail, "x-autoreply", "yes") || !mail.all("x-autorespond").isEmpty() || !mail.all("x-autoresponder").isEmpty()
                || !mail.all("x-autoreply-from").isEmpty() || !mail.all("x-mail-autoreply").isEmpty() || precedence(mail, "auto_reply");
        if (replied || !submitted.isEmpty() && !submitted.equals("no")) return AWAY.matcher(subject).find() ? "out-of-office" : "auto-reply";
        if (!mail.all("list-id").isEmpty() || !mail.all("list-unsubscribe").isEmpty() || precedence(mail, "list")) return "list";
        var machine = is(mail, "x-loop", "yes") || is(mail, "x-loop", "true") || precedence(mail, "bulk") || precedence(mail, "junk") || suppress.contains("all")
                || suppress.contains("autoreply") || !mail.all("x-fc-machinegenerated").isEmpty() || envelopeFrom.isEmpty();
        return machine ? AWAY.matcher(subject).find() ? "out-of-office" : "auto-reply" : null;
    }

    private static boolean is(ParsedMail mail, String header, String value) {
        return mail.header(header).strip().equalsIgnoreCase(value);
    }

    private static boolean precedence(ParsedMail mail, String value) {
        return is(mail, "precedence", value) || is(mail, "x-precedence", value);
    }
}
