package app.rapport.channel.email.classify;

import app.rapport.channel.email.mime.ParsedMail;
import app.rapport.channel.email.mime.UnparseableMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges a mail by the union of the signs that the field has learned (RFC 3834, 3464, 5965 and what does not keep to them).
public final class MailKind {

    private MailKind() {}

    /// Judges a mail.
    ///
    /// @param envelopeFrom the sender of the envelope, "" for `<>`, null when it is not known
    /// @throws UnparseableMail when judging it fails
    public static Classification of(ParsedMail mail, @Nullable String envelopeFrom) {
        return UnparseableMail.ifFails(() -> judged(mail, envelopeFrom));
    }

    private static Classification judged(ParsedMail mail, @Nullable String envelopeFrom) {
        var complaint = Complaints.read(mail);
        if (complaint.isPresent()) return new Classification(Automatic.COMPLAINT, List.of("feedback-report"), complaint);
        var signs = new ArrayList<String>();
        if (isBounce(mail, envelopeFrom, signs)) {
            var bounce = Bounces.read(mail);
            if (bounce.isPresent()) return new Classification(Automatic.BOUNCE, signs, bounce);
            signs.add("delivery-status: success");
            return new Classification(Automatic.AUTO_REPLY, signs, Optional.empty());
        }
        signs.addAll(Signs.automatic(mail.headers()));
        if (envelopeIsEmpty(mail, envelopeFrom)) signs.add("return-path: <>");
        if (mail.report().isPresent() && Bounces.isWholeReport(mail)) signs.add("report-type: " + mail.report().get().type());
        var office = Signs.outOfOffice(mail, !signs.isEmpty());
        office.ifPresent(signs::add);
        var lists = Signs.list(mail.headers());
        return new Classification(kind(signs, office.isPresent(), lists), together(signs, lists), Optional.empty());
    }

    private static Automatic kind(List<String> signs, boolean outOfOffice, List<String> lists) {
        if (outOfOffice) return Automatic.OUT_OF_OFFICE;
        if (!lists.isEmpty()) return Automatic.LIST;
        return signs.isEmpty() ? Automatic.NONE : Automatic.AUTO_REPLY;
    }

    private static List<String> together(List<String> signs, List<String> lists) {
        var all = new ArrayList<>(signs);
        all.addAll(lists);
        return List.copyOf(all);
    }

    // An empty envelope sender alone is no bounce: answers of machines are sent with it too (RFC 3834 3.3). Nor is what a person
    // encloses or forwards: it would be taken for a report, and his own words would reach nobody.
    private static boolean isBounce(ParsedMail mail, @Nullable String envelopeFrom, List<String> signs) {
        var from = mail.from() == null ? "" : mail.from().localPart().toLowerCase(Locale.ROOT);
        var reporter = envelopeIsEmpty(mail, envelopeFrom) || from.equals("mailer-daemon") || from.equals("postmaster") || from.startsWith("microsoftexchange");
        if (!reporter && !Bounces.isWholeReport(mail)) return false;
        if (mail.report().filter(report -> report.type().equals("delivery-status")).isPresent()) signs.add("report-type: delivery-status");
        if (mail.headers().has("x-failed-recipients")) signs.add("x-failed-recipients");
        if (from.equals("mailer-daemon")) signs.add("from: mailer-daemon");
        if (Signs.isBounceSubject(mail.subject()) && Signs.outOfOffice(mail, true).isEmpty()) signs.add("subject: delivery failure");
        return !signs.isEmpty();
    }

    private static boolean envelopeIsEmpty(ParsedMail mail, @Nullable String envelopeFrom) {
        if (envelopeFrom != null) return envelopeFrom.isEmpty();
        return mail.headers().first("return-path").filter(path -> path.strip().equals("<>")).isPresent();
    }
}
