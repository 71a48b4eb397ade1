package app.rapport.channel;

import app.rapport.platform.NotFound;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.Reaction;
import app.rapport.ticket.Conversations;
import app.rapport.ticket.Conversations.Automatic;
import app.rapport.ticket.Message;
import app.rapport.ticket.TicketFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    private record First(CommandFacts command, long ticketId, long messageId) {}

    private record Wanted(First first, ChannelAccount account, String address) {}

    /// The database is asked once for all of them.
    @Override
    public void on(List<CommandFacts> commands) {
        var firsts = commands.stream().flatMap(Acknowledging::firsts).toList();
        var origins = conversations.origins(firsts.stream().map(First::messageId).toList());
        var wanted = firsts.stream().flatMap(first -> wanted(first, Optional.ofNullable(origins.get(first.messageId)).orElseThrow(NotFound::new))).toList();
        var allowance = automaticMail.allowance(wanted.stream().map(Wanted::address).toList());
        conversations.automatic("acknowledgement", wanted.stream().filter(one -> allowance.take(one.first.ticketId, one.address))
                .map(one -> new Automatic(one.first.ticketId, one.first.command, (ticket, contact) -> text(texts.of(one.account, ticket, contact)))).toList(), BY);
    }

    private Stream<Wanted> wanted(First first, Message.Origin origin) {
        var account = Optional.ofNullable(origin.accountId()).flatMap(accounts::find).or(accounts::usual).filter(one -> one.settings().acknowledgement().enabled());
        var address = origin.address();
        return address == null ? Stream.empty() : account.stream().map(one -> new Wanted(first, one, address));
    }

    private static Stream<First> firsts(CommandFacts command) {
        var firsts = Stream.<First>builder();
        command.each(TicketFact.Opened.class, (entry, opened) -> {
            if (!entry.actor().isSystem()) return;
            command.each(TicketFact.MessageAdded.class, (added, message) -> {
                if (message.direction() == Message.Direction.IN && message.automatic() == null) firsts.add(new First(command, entry.subject().id(), message.messageId()));
            });
        });
        return firsts.build();
    }

    private static Conversations.Text text(AcknowledgementText.Said said) {
        var html = "<p>" + HtmlUtils.htmlEscape(said.body(), "UTF-8").replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>";
        return new Conversations.Text(said.subject(), new Message.Body(html, "", said.body(), said.body(), "simple", false));
    }
}
