package app.rapport.channel;

import app.rapport.channel.spi.Adapter;
import app.rapport.channel.spi.Adapter.Incoming;
import app.rapport.channel.spi.Adapter.Report;
import app.rapport.channel.spi.Adapter.Suspicious;
import app.rapport.customer.Contacts;
import app.rapport.customer.Handle;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.journal.Actor;
import app.rapport.ticket.InboundMessage;
import app.rapport.ticket.Received;
import app.rapport.ticket.Recipient;
import app.rapport.ticket.Tickets;
import app.rapport.workspace.Directory;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What arrived becomes a message on a ticket, a report about what we sent, or is held: read first, then one transaction for all
/// that some of them change.
@Component
class IntakeStep {

    private final Intake intake;
    private final List<Adapter> adapters;
    private final ChannelAccounts accounts;
    private final Delivery delivery;
    private final Transactions transactions;
    private final Business business;

    /// Where messages go, and who keeps machines away from it.
    @Component
    record Business(Contacts contacts, Tickets tickets, Directory directory, AutomaticMail automaticMail) {}

    IntakeStep(Intake intake, List<Adapter> adapters, ChannelAccounts accounts, Delivery delivery, Transactions transactions, Business business) {
        this.intake = intake;
        this.adapters = adapters;
        this.accounts = accounts;
        this.delivery = delivery;
        this.transactions = transactions;
        this.business = business;
    }

    /// All of them or none.
    void run(List<Intake.Open> some, UUID owner) {
        var readings = some.stream().map(open -> adapter(open).read(open)).toList();
        transactions.run(() -> {
            var ours = intake.lock(some.stream().map(Intake.Open::id).toList(), owner);
            for (var i = 0; i < readings.size(); i++) {
                if (ours.contains(some.get(i).id())) settle(some.get(i), readings.get(i));
            }
        });
    }

    private void settle(Intake.Open open, Adapter.Reading reading) {
        switch (reading) {
            case Incoming incoming when isStorm(incoming) -> intake.hold(open.id(), storm(open, incoming));
            case Incoming incoming -> intake.done(open.id(), receive(open, incoming));
            case Report report -> intake.done(open.id(), new Intake.Done("report", delivery.reported(report), null));
            case Suspicious(Intake.Held held) -> intake.hold(open.id(), held);
        }
    }

    private boolean isStorm(Incoming incoming) {
        return incoming.automatic() != null && business.automaticMail.isStorm(Handle.email(incoming.from().address()).value());
    }

    private static Intake.Held storm(Intake.Open open, Incoming incoming) {
        var to = incoming.recipients().stream().map(Recipient::address).findFirst().orElse(null);
        return new Intake.Held("storm", "This machine has written very often lately.", incoming.from().address(), to, incoming.subject());
    }

    /// Puts one aside that nobody manages to read.
    void giveUp(Intake.Open open, UUID owner, String detail) {
        var held = adapter(open).unreadable(open, detail);
        transactions.run(() -> {
            if (!intake.lock(List.of(open.id()), owner).isEmpty()) intake.hold(open.id(), held);
        });
    }

    Intake.Done receive(Intake.Open open, Incoming incoming) {
        var account = accounts.find(open.arrived().accountId()).orElseThrow();
        var by = Actor.system(open.arrived().kind());
        var base = business.directory.brands().stream().filter(brand -> brand.id() == account.brandId()).findFirst().orElseThrow().baseId();
        var handle = Handle.email(incoming.from().address());
        var contact = business.contacts.resolve(base, handle, incoming.from().name(), by);
        var sender = new InboundMessage.Sender(contact.contactId(), contact.handleId(), incoming.from().name(), handle.value());
        var message = new InboundMessage(open.arrived().kind(), account.id(), account.brandId(), account.teamId(), sender, incoming.recipients(), incoming.subject(),
                incoming.body(), incoming.files(), incoming.automatic(), incoming.externalId(), incoming.contentHash(), open.receivedAt(), incoming.evidence());
        return switch (business.tickets.receive(message, by)) {
            case Received.Opened(long ticketId, long messageId) -> new Intake.Done("opened", ticketId, messageId);
            case Received.Joined(long ticketId, long messageId) -> new Intake.Done("joined", ticketId, messageId);
            case Received.Duplicate() -> new Intake.Done("duplicate", null, null);
        };
    }

    Adapter adapter(Intake.Open open) {
        return adapters.stream().filter(adapter -> adapter.kind().equals(open.arrived().kind())).findFirst().orElseThrow();
    }
}
