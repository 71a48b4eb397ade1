package app.rapport.channel;

import app.rapport.channel.store.OutboundStore;
import app.rapport.customer.Contacts;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.Reaction;
import app.rapport.platform.templates.Templates;
import app.rapport.platform.time.Time;
import app.rapport.ticket.Conversations;
import app.rapport.ticket.Message;
import app.rapport.ticket.TicketFact;
import app.rapport.ticket.Tickets;
import app.rapport.workspace.Company;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Tells a customer that his first mail has arrived: by the mailbox's template, never to machines, never often.
@Component
class Acknowledging implements Reaction {

    private static final Actor BY = Actor.system("acknowledgement");
    private static final Pattern MACHINE = Pattern.compile("(?i)^(mailer-daemon|postmaster|abuse|root|bounces?|no-?reply|do-?not-?reply)([+.-].*)?@.*");
    private static final int MOST_AN_HOUR = 10;

    private final ChannelAccounts accounts;
    private final Conversations conversations;
    private final OutboundStore outbound;
    private final Reading reading;
    private final Time time;

    /// What the template speaks of.
    @Component
    record Reading(Tickets tickets, Contacts contacts, Company company) {}

    Acknowledging(ChannelAccounts accounts, Conversations conversations, OutboundStore outbound, Reading reading, Time time) {
        this.accounts = accounts;
        this.conversations = conversations;
        this.outbound = outbound;
        this.reading = reading;
        this.time = time;
    }

    @Override
    public String name() {
        return "acknowledging";
    }

    @Override
    public Set<Class<? extends Fact>> hears() {
        return Set.of(TicketFact.Opened.class);
    }

    @Override
    public void on(CommandFacts facts) {
        facts.each(TicketFact.Opened.class, (entry, opened) -> {
            if (!entry.actor().isSystem()) return;
            facts.each(TicketFact.MessageAdded.class, (added, message) -> {
                if (message.direction() == Message.Direction.IN && message.automatic() == null) acknowledge(entry.subject().id(), message.messageId());
            });
        });
    }

    private void acknowledge(long ticketId, long messageId) {
        var first = conversations.get(ticketId, messageId, BY);
        var address = first.author().address();
        if (address == null || MACHINE.matcher(address).matches() || accounts.receivingFor(address).isPresent()) return;
        var account = first.recipients().stream().flatMap(to -> accounts.receivingFor(to.address()).stream()).findFirst().or(accounts::usual).orElse(null);
        if (account == null || !account.settings().acknowledgement().enabled()) return;
        if (outbound.sentTo(address, time.now().minus(Duration.ofHours(1))) >= MOST_AN_HOUR) return;
        var ticket = reading.tickets.get(ticketId, BY);
        var contact = reading.contacts.get(ticket.origin().contactId(), BY);
        var values = Map.<String, Object>of(
                "ticket", Map.of("number", ticketId, "subject", ticket.properties().subject()), "contact", Map.of("name", contact.name()), "company", reading.company.settings().company());
        var subject = Templates.render(account.settings().acknowledgement().subject(), values).replaceAll("\\s+", " ").strip();
        var text = Templates.render(account.settings().acknowledgement().body(), values);
        var html = "<p>" + HtmlUtils.htmlEscape(text, "UTF-8").replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>";
        conversations.automatic(ticketId, "acknowledgement", subject, new Message.Body(html, "", text, text, "simple", false), BY);
    }
}
