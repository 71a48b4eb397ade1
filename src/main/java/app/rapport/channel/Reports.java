package app.rapport.channel;

import app.rapport.channel.spi.Adapter.Incoming;
import app.rapport.channel.spi.Adapter.Report;
import app.rapport.customer.Handle;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.time.Time;
import app.rapport.ticket.InboundReport;
import app.rapport.ticket.Reporting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What comes in about something that we sent: it says what became of that, and is itself a message on the ticket.
@Component
class Reports {

    private final OutboundTickets outbound;
    private final Delivery delivery;
    private final Reporting reporting;
    private final Time time;

    Reports(OutboundTickets outbound, Delivery delivery, Reporting reporting, Time time) {
        this.outbound = outbound;
        this.delivery = delivery;
        this.reporting = reporting;
        this.time = time;
    }

    /// What became of it; to be called in the transaction that says so in the intake. Of a storm only what it says of the delivery is
    /// written down: nobody reads the rest. One that is there already says nothing new.
    Intake.Done receive(Intake.Open open, Report report) {
        var ticketId = outbound.find(List.of(report.outboundId())).stream().map(OutboundTickets.Sent::ticketId).findFirst().orElse(null);
        @Nullable Long messageId = null;
        if (ticketId != null && !isStorm(ticketId)) {
            // The ticket's lock comes before the row's, as in every command that touches both.
            messageId = reporting.receive(inbound(ticketId, open, report.mail()), Actor.system(open.arrived().kind())).orElse(null);
            if (messageId == null) return new Intake.Done("duplicate", null, null);
        }
        delivery.reported(report);
        return new Intake.Done("report", ticketId, messageId);
    }

    /// By ticket: a report proves what it is about, and not whom it is from.
    private boolean isStorm(long ticketId) {
        var now = time.now();
        return Budget.OF_TICKET.isSpent(reporting.on(ticketId, now.minus(Budget.LONGEST)), now);
    }

    private static InboundReport inbound(long ticketId, Intake.Open open, Incoming mail) {
        return new InboundReport(ticketId, open.arrived().kind(), mail.from().name(), Handle.email(mail.from().address()).value(), mail.recipients(), mail.subject(), mail.body(), mail.files(),
                mail.externalId(), mail.contentHash(), open.receivedAt());
    }
}
