package app.rapport.channel;

import app.rapport.customer.Contacts;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.Reaction;
import app.rapport.ticket.Conversations;
import app.rapport.ticket.Message;
import app.rapport.ticket.TicketFact;
import app.rapport.ticket.Tickets;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Tells a customer that his first mail has arrived, within the limits of [AutomaticMail].
@Component
class Acknowledging implements Reaction {

    private static final Actor BY = Actor.system("acknowledgement");

    private final ChannelAccounts accounts;
    private final Conversations conversations;
    private final AutomaticMail automaticMail;
    private final AcknowledgementText texts;
    private final Reading reading;

    /// What the text speaks of.
    @Component
    record Reading(Tickets tickets, Contacts contacts) {}

    Acknowledging(ChannelAccounts accounts, Conversations conversations, AutomaticMail automaticMail, AcknowledgementText texts, Reading reading) {
        this.accounts = accounts;
        this.conversations = conversations;
        this.automaticMail = automaticMail;
        this.texts = texts;
        this.reading = reading;
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
        var origin = conversations.origin(messageId);
        var account = Optional.ofNullable(origin.accountId()).flatMap(accounts::find).or(accounts::usual).orElse(null);
        if (account == null || !account.settings().acknowledgement().enabled()) return;
        if (origin.address() == null || !automaticMail.mayGo(ticketId, origin.address())) return;
        var ticket = reading.tickets.get(ticketId, BY);
        var said = texts.of(account, ticket, reading.contacts.get(ticket.origin().contactId(), BY));
        var html = "<p>" + HtmlUtils.htmlEscape(said.body(), "UTF-8").replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>";
        conversations.automatic(ticketId, "acknowledgement", said.subject(), new Message.Body(html, "", said.body(), said.body(), "simple", false), BY);
    }
}
