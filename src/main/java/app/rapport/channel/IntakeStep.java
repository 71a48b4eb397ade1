package app.rapport.channel;

import app.rapport.channel.spi.Adapter;
import app.rapport.channel.spi.Adapter.Incoming;
import app.rapport.channel.spi.Adapter.Report;
import app.rapport.channel.spi.Adapter.Suspicious;
import app.rapport.customer.Contacts;
import app.rapport.customer.Handle;
import app.rapport.customer.Resolution;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.journal.Actor;
import app.rapport.ticket.InboundMessage;
import app.rapport.ticket.Received;
import app.rapport.ticket.Receiving;
import app.rapport.ticket.Recipient;
import app.rapport.workspace.Directory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What arrived becomes a message on a ticket, a report about what we sent, or is held: read first, then one transaction for all
/// that some of them change.
@Component
class IntakeStep {

    private final Intake intake;
    private final List<Adapter> adapters;
    private final ChannelAccounts accounts;
    private final Reports reports;
    private final Transactions transactions;
    private final Business business;

    /// Where messages go, and who keeps machines away from it.
    @Component
    record Business(Contacts contacts, Receiving receiving, Directory directory, AutomaticMail automaticMail) {}

    IntakeStep(Intake intake, List<Adapter> adapters, ChannelAccounts accounts, Reports reports, Transactions transactions, Business business) {
        this.intake = intake;
        this.adapters = adapters;
        this.accounts = accounts;
        this.reports = reports;
        this.transactions = transactions;
        this.business = business;
    }

    /// A message for a ticket, and what it was read from.
    record Mail(Intake.Open open, Incoming incoming, Handle sender) {

        Mail(Intake.Open open, Incoming incoming) {
            this(open, incoming, Handle.email(incoming.from().address()));
        }
    }

    /// All of them or none.
    void run(List<Intake.Open> some, UUID owner) {
        var readings = some.stream().map(open -> adapter(open).read(open)).toList();
        transactions.run(() -> {
            var ours = intake.lock(some.stream().map(Intake.Open::id).toList(), owner);
            business.receiving.lock(readings.stream().flatMap(reading -> reading instanceof Incoming mail ? mail.ids() : Stream.empty()).toList());
            var together = new ArrayList<Mail>();
            for (var i = 0; i < readings.size(); i++) {
                if (ours.contains(some.get(i).id())) settle(some.get(i), readings.get(i), together);
            }
            receiveAll(together);
        });
    }

    /// @param together mails that wait to be received at once, for none of them needs to know what becomes of another
    private void settle(Intake.Open open, Adapter.Reading reading, List<Mail> together) {
        switch (reading) {
            case Incoming incoming -> {
                var mail = new Mail(open, incoming);
                if (together.stream().anyMatch(before -> mustKnow(mail, before))) receiveAll(together);
                if (isStorm(mail)) intake.hold(open.id(), storm(open, incoming));
                else together.add(mail);
            }
            case Report report -> intake.done(Map.of(open.id(), reports.receive(open, report)));
            case Suspicious(Intake.Held held) -> intake.hold(open.id(), held);
        }
    }

    private static boolean mustKnow(Mail mail, Mail before) {
        return !mail.open.arrived().kind().equals(before.open.arrived().kind()) || mail.sender.value().equals(before.sender.value())
                || mail.incoming.names(before.incoming) || before.incoming.names(mail.incoming);
    }

    private boolean isStorm(Mail mail) {
        return mail.incoming.automatic() != null && business.automaticMail.isStorm(mail.sender.value());
    }

    private static Intake.Held storm(Intake.Open open, Incoming incoming) {
        var to = incoming.recipients().stream().map(Recipient::address).findFirst().orElse(null);
        return new Intake.Held("storm", "This machine has written very often lately.", incoming.from().address(), to, incoming.subject());
    }

    private void receiveAll(List<Mail> together) {
        if (together.isEmpty()) return;
        var done = new LinkedHashMap<Long, Intake.Done>();
        var outcomes = receive(together);
        for (var i = 0; i < outcomes.size(); i++) done.put(together.get(i).open.id(), outcomes.get(i));
        intake.done(done);
        together.clear();
    }

    /// What became of each; to be called in the transaction that says so in the intake.
    List<Intake.Done> receive(List<Mail> mails) {
        var by = Actor.system(mails.getFirst().open.arrived().kind());
        var contacts = business.contacts.resolve(mails.stream().map(this::sender).toList(), by);
        var messages = new ArrayList<InboundMessage>();
        for (var i = 0; i < mails.size(); i++) messages.add(message(mails.get(i), contacts.get(i)));
        return business.receiving.receive(messages, by).stream().map(IntakeStep::outcome).toList();
    }

    private Contacts.Sought sender(Mail mail) {
        var brandId = account(mail).brandId();
        var base = business.directory.brands().stream().filter(brand -> brand.id() == brandId).findFirst().orElseThrow().baseId();
        return new Contacts.Sought(base, mail.sender, mail.incoming.from().name());
    }

    private InboundMessage message(Mail mail, Resolution contact) {
        var account = account(mail);
        var incoming = mail.incoming;
        var sender = new InboundMessage.Sender(contact.contactId(), contact.handleId(), incoming.from().name(), mail.sender.value());
        return new InboundMessage(mail.open.arrived().kind(), account.id(), account.brandId(), account.teamId(), sender, incoming.recipients(), incoming.subject(),
                incoming.body(), incoming.files(), incoming.automatic(), incoming.externalId(), incoming.contentHash(), mail.open.receivedAt(), incoming.evidence());
    }

    private static Intake.Done outcome(Received received) {
        return switch (received) {
            case Received.Opened(long ticketId, long messageId) -> new Intake.Done("opened", ticketId, messageId);
            case Received.Joined(long ticketId, long messageId) -> new Intake.Done("joined", ticketId, messageId);
            case Received.Duplicate() -> new Intake.Done("duplicate", null, null);
        };
    }

    private ChannelAccount account(Mail mail) {
        return accounts.find(mail.open.arrived().accountId()).orElseThrow();
    }

    private Adapter adapter(Intake.Open open) {
        return adapters.stream().filter(adapter -> adapter.kind().equals(open.arrived().kind())).findFirst().orElseThrow();
    }
}
