package app.rapport.channel.email;

import app.rapport.channel.ChannelAccounts;
import app.rapport.channel.email.classify.Automatic;
import app.rapport.channel.email.classify.Classification;
import app.rapport.channel.email.classify.MailKind;
import app.rapport.channel.email.mime.Limits;
import app.rapport.channel.email.mime.MailAddress;
import app.rapport.channel.email.mime.MailParser;
import app.rapport.channel.email.mime.ParsedMail;
import app.rapport.channel.email.mime.UnparseableMail;
import app.rapport.channel.spi.Adapter;
import app.rapport.platform.intake.Intake;
import app.rapport.ticket.Recipient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads a mail from the intake: what it is, whom it is from, what it says.
@Component
class EmailAdapter implements Adapter {

    private static final int MOST_RECIPIENTS = 100;

    private final ChannelAccounts accounts;
    private final MailEvidence evidence;
    private final MailFiles files;
    private final EmailReports reports;

    EmailAdapter(ChannelAccounts accounts, MailEvidence evidence, MailFiles files, EmailReports reports) {
        this.accounts = accounts;
        this.evidence = evidence;
        this.files = files;
        this.reports = reports;
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public Reading read(Intake.Open open) {
        try (var mail = MailParser.parse(files.raw(open), Limits.USUAL)) {
            return judged(open, mail, MailEnvelope.of(open));
        } catch (UnparseableMail e) {
            return new Suspicious(EmailSalvage.unparseable(open, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reading judged(Intake.Open open, ParsedMail mail, MailEnvelope envelope) {
        if (evidence.isOurs(mail)) return held("own", "We sent this very mail; somebody sent it back to us.", envelope, mail);
        var from = from(mail, envelope);
        if (from != null && accounts.receivingFor(from.address()).isPresent()) return held("loop", "It came from one of our own mailboxes.", envelope, mail);
        var kind = MailKind.of(mail, envelope.from());
        if (kind.automatic() == Automatic.BOUNCE) {
            var report = reports.read(open, mail, from, kind.bounce().orElseThrow(), envelope, sender -> incoming(open, mail, sender, kind, envelope));
            return report.isPresent() ? report.get() : held("bounce", "A report about a mail that we did not send.", envelope, mail);
        }
        if (from == null) return held("no-sender", "It says nowhere whom it is from.", envelope, mail);
        if (mail.cut()) return held("too-many-parts", "Only a part of it could be read: " + String.join("; ", mail.problems()), envelope, mail);
        return incoming(open, mail, from, kind, envelope);
    }

    Incoming incoming(Intake.Open open, ParsedMail mail, From from, Classification kind, MailEnvelope envelope) {
        var kept = files.keep(open, mail);
        var recipients = Stream.concat(recipients("to", mail.to()), recipients("cc", mail.cc())).limit(MOST_RECIPIENTS).toList();
        return new Incoming(from, recipients, mail.subject(), MailFiles.body(mail, kept), kept, automatic(kind.automatic()), mail.messageId(),
                MailFiles.hash(from.address(), mail, kept), evidence.of(mail, envelope, kind.bounce()));
    }

    private static @Nullable String automatic(Automatic kind) {
        return kind == Automatic.NONE ? null : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Stream<Recipient> recipients(String role, List<MailAddress> addresses) {
        return addresses.stream().map(address -> new Recipient(role, address.address(), address.name()));
    }

    static @Nullable From from(ParsedMail mail, MailEnvelope envelope) {
        var address = mail.from();
        if (address == null) address = mail.replyTo().stream().findFirst().orElse(mail.sender());
        if (address == null) address = MailAddress.parse(envelope.from());
        return address == null ? null : new From(address.address(), address.name());
    }

    private static Suspicious held(String reason, String detail, MailEnvelope envelope, ParsedMail mail) {
        var from = mail.from() == null ? envelope.from() : mail.from().address();
        return new Suspicious(new Intake.Held(reason, detail, from, envelope.recipient(), mail.subject()));
    }
}
