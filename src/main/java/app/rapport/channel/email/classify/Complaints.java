package app.rapport.channel.email.classify;

import app.rapport.channel.email.mime.Headers;
import app.rapport.channel.email.mime.MailAddress;
import app.rapport.channel.email.mime.MailReport;
import app.rapport.channel.email.mime.ParsedMail;
import java.util.List;
import java.util.Optional;

/// Feedback reports of mailbox providers: somebody pressed "spam" (RFC 5965).
final class Complaints {

    private Complaints() {}

    static Optional<Bounce> read(ParsedMail mail) {
        return mail.report().filter(report -> report.type().equals("feedback-report") && Bounces.isWholeReport(mail)).map(report -> bounce(report, mail));
    }

    private static Bounce bounce(MailReport report, ParsedMail mail) {
        var fields = report.groups().stream().findFirst().orElse(Headers.NONE);
        var address = fields.first("original-rcpt-to").or(() -> mail.returned().first("to")).map(MailAddress::parse);
        var kind = fields.first("feedback-type").orElse("abuse").strip();
        var recipients = address.map(found -> List.of(new Bounce.Recipient(found.address(), "complaint", "5.7.1", kind))).orElse(List.of());
        return new Bounce(recipients, Bounces.originalId(mail), true);
    }
}
