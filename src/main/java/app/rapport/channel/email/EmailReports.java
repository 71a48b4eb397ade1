package app.rapport.channel.email;

import app.rapport.channel.OutboundTickets;
import app.rapport.channel.email.classify.Bounce;
import app.rapport.channel.email.mime.MailAddress;
import app.rapport.channel.email.mime.ParsedMail;
import app.rapport.channel.email.mime.UnparseableMail;
import app.rapport.channel.spi.Adapter.From;
import app.rapport.channel.spi.Adapter.Incoming;
import app.rapport.channel.spi.Adapter.Report;
import app.rapport.platform.intake.Intake;
import app.rapport.ticket.InboundMessage.Evidence;
import app.rapport.ticket.Message;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what a mail server says of a mail that is ours.
@Component
class EmailReports {

    private static final From UNSAID = new From("", "");

    private final MailEvidence evidence;
    private final OutboundTickets outbound;
    private final MailFiles files;

    EmailReports(MailEvidence evidence, OutboundTickets outbound, MailFiles files) {
        this.evidence = evidence;
        this.outbound = outbound;
        this.files = files;
    }

    /// Empty when it is about a mail that we did not send.
    ///
    /// @param said whom it says it is from; @param message makes the message that people read of the mail, by whom it is from
    Optional<Report> read(Intake.Open open, ParsedMail mail, @Nullable From said, Bounce bounce, MailEnvelope envelope, Function<From, Incoming> message) {
        var id = evidence.reported(bounce, mail, envelope);
        if (id.isEmpty()) return Optional.empty();
        var from = Objects.requireNonNullElse(said, UNSAID);
        return Optional.of(new Report(id.getAsLong(), bounce.permanent(), reason(id.getAsLong(), bounce, mail), message(open, mail, from, message)));
    }

    private String reason(long id, Bounce bounce, ParsedMail mail) {
        var address = outbound.find(List.of(id)).stream().map(OutboundTickets.Sent::address).findFirst().orElse("");
        var told = bounce.recipients().stream().filter(recipient -> MailAddress.fold(recipient.address()).equals(address)).findFirst()
                .or(() -> bounce.recipients().stream().findFirst());
        return told.map(EmailReports::said).orElse("5.0.0 " + mail.subject()).strip();
    }

    /// What became of our mail is known even where the words about it cannot be shown: then the report hangs on its message as a file.
    private Incoming message(Intake.Open open, ParsedMail mail, From from, Function<From, Incoming> message) {
        try {
            return message.apply(from);
        } catch (UnparseableMail e) {
            var raw = files.keepRaw(open);
            return new Incoming(from, List.of(), mail.subject(), new Message.Body("", "", "", "", "plain", false), List.of(raw), "bounce", mail.messageId(),
                    raw.file().bytes(), Evidence.NONE);
        }
    }

    /// The status comes first; where it stands by itself further on it says nothing new.
    private static String said(Bounce.Recipient recipient) {
        return recipient.status() + " " + recipient.diagnostic().replaceAll("(?<!\\S)" + Pattern.quote(recipient.status()) + "(?!\\S)\\s*", "");
    }
}
