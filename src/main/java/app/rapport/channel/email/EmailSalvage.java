package app.rapport.channel.email;

import app.rapport.channel.email.classify.MailKind;
import app.rapport.channel.email.mime.Limits;
import app.rapport.channel.email.mime.MailAddress;
import app.rapport.channel.email.mime.MailParser;
import app.rapport.channel.spi.Adapter.From;
import app.rapport.channel.spi.Adapter.Incoming;
import app.rapport.channel.spi.Salvage;
import app.rapport.platform.Conflict;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.ticket.InboundMessage.Evidence;
import app.rapport.ticket.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes a message of a mail that was put aside.
@Component
class EmailSalvage implements Salvage {

    private final EmailAdapter adapter;
    private final MailFiles files;

    EmailSalvage(EmailAdapter adapter, MailFiles files) {
        this.adapter = adapter;
        this.files = files;
    }

    @Override
    public String kind() {
        return adapter.kind();
    }

    @Override
    public Incoming readAnyway(Intake.Open open, @Nullable String named) {
        var envelope = MailEnvelope.of(open);
        try (var mail = MailParser.parse(files.raw(open), Limits.USUAL)) {
            var from = EmailAdapter.from(mail, envelope);
            return adapter.incoming(open, mail, from == null ? named(named) : from, MailKind.of(mail, envelope.from()), envelope);
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof Conflict || Transactions.databaseIsAway(e)) throw e;
            return closed(open, envelope, named);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A message that says nothing itself, whatever failed: the mail hangs on it as a file.
    private Incoming closed(Intake.Open open, MailEnvelope envelope, @Nullable String named) {
        var sender = MailAddress.parse(envelope.from());
        var from = sender == null ? named(named) : new From(sender.address(), "");
        var raw = files.keepRaw(open);
        return new Incoming(from, List.of(), "", new Message.Body("", "", "", "", "plain", false), List.of(raw), null, null, raw.file().bytes(), Evidence.NONE);
    }

    private static From named(@Nullable String address) {
        if (address == null) throw new Conflict("no-sender", "It says nowhere whom it is from: send the address of whom to answer as `from`.");
        return new From(MailAddress.of(address, "").address(), "");
    }

    @Override
    public Intake.Held unreadable(Intake.Open open, String detail) {
        return unparseable(open, detail);
    }

    static Intake.Held unparseable(Intake.Open open, String detail) {
        var envelope = MailEnvelope.of(open);
        return new Intake.Held("unparseable", detail, envelope.from(), envelope.recipient(), null);
    }
}
