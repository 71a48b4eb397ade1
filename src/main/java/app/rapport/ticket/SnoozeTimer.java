package app.rapport.ticket;

import app.rapport.platform.jobs.Timers;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.Reaction;
import app.rapport.ticket.TicketFact.Snoozed;
import app.rapport.ticket.TicketFact.Woken;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Reacts to facts, keeps a timer, issues an ordinary command. Nobody calls it.
@Component
class SnoozeTimer implements Reaction.OneByOne, Timers.Handler {

    private final Timers timers;
    private final ObjectProvider<Tickets> tickets;

    SnoozeTimer(Timers timers, ObjectProvider<Tickets> tickets) {
        this.timers = timers;
        this.tickets = tickets;
    }

    @Override
    public String name() {
        return "snooze-timer";
    }

    @Override
    public Set<Class<? extends Fact>> hears() {
        return Set.of(Snoozed.class, Woken.class);
    }

    @Override
    public void on(CommandFacts facts) {
        facts.each(Snoozed.class, (entry, snoozed) -> timers.set(kind(), "" + entry.subject().id(), snoozed.until()));
        facts.each(Woken.class, (entry, woken) -> timers.clear(kind(), "" + entry.subject().id()));
    }

    @Override
    public String kind() {
        return "wake-ticket";
    }

    @Override
    public void due(String key) {
        tickets.getObject().wake(Long.parseLong(key), Woken.Why.TIME, Actor.system("snooze"));
    }
}
