package app.rapport.channel;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.Reaction;
import app.rapport.ticket.Conversations;
import app.rapport.ticket.Message;
import app.rapport.ticket.TicketFact;
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

    Acknowledging(ChannelAccounts accounts, Conversations conversations, AutomaticMail automaticMail, AcknowledgementText texts) {
        this.accounts = accounts;
        this.conversations = conversations;
        this.automaticMail = automaticMail;
        this.texts = texts;
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
        conversations.automatic(ticketId, "acknowledgement", (ticket, contact) -> text(texts.of(account, ticket, contact)), BY);
    }

    private static Conversations.Text text(AcknowledgementText.Said said) {
        var html = "<p>" + HtmlUtils.htmlEscape(said.body(), "UTF-8").replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>";
        return new Conversations.Text(said.subject(), new Message.Body(html, "", said.body(), said.body(), "simple", false));
    }
}
