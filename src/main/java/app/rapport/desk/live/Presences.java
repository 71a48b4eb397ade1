package app.rapport.desk.live;

import app.rapport.desk.store.PresenceStore;
import app.rapport.platform.Invalid;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Phases;
import app.rapport.platform.journal.Rounds;
import app.rapport.platform.time.Time;
import app.rapport.ticket.TicketView.Named;
import app.rapport.ticket.TicketViews;
import app.rapport.ticket.Tickets;
import app.rapport.workspace.Directory;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Who else looks at a ticket or writes on it. Forgotten 30 seconds after it was said last; never a fact.
@Component
public class Presences extends Rounds {

    /// @param state viewing or typing
    public record Present(Named agent, @Schema(allowableValues = {"viewing", "typing"}) String state) {}

    private static final Duration LASTS = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PresenceStore store;
    private final LiveStreams streams;
    private final Tickets tickets;
    private final TicketViews views;
    private final Directory directory;
    private final Time time;
    private final Map<Long, List<Present>> told = new HashMap<>();

    Presences(PresenceStore store, LiveStreams streams, Tickets tickets, TicketViews views, Directory directory, Time time) {
        super("presence", PAUSE, Phases.RECEIVERS);
        this.store = store;
        this.streams = streams;
        this.tickets = tickets;
        this.views = views;
        this.directory = directory;
        this.time = time;
    }

    /// The answer is who else is there.
    public List<Present> say(long ticketId, String state, Actor by) {
        tickets.get(ticketId, by);
        if (!state.equals("viewing") && !state.equals("typing")) throw new Invalid("state", "unknown-choice", "One of viewing, typing.");
        store.put(ticketId, by.id(), state, time.now().plus(LASTS));
        wake();
        return of(Set.of(ticketId)).getOrDefault(ticketId, List.of()).stream().filter(present -> present.agent().id() != by.id()).toList();
    }

    public void leave(long ticketId, Actor by) {
        tickets.get(ticketId, by);
        store.remove(ticketId, by.id());
        wake();
    }

    private Map<Long, List<Present>> of(Collection<Long> ticketIds) {
        return store.of(ticketIds, time.now(), (agent, state) -> new Present(new Named(agent, String.valueOf(directory.name("agent", agent))), state));
    }

    /// Other nodes write to the same table: looking into it is what tells them apart from nobody.
    @Override
    protected boolean round() {
        var followed = new HashSet<Long>();
        for (var stream : streams.all()) followed.addAll(stream.topics().tickets());
        told.keySet().retainAll(followed);
        if (followed.isEmpty()) return false;
        var present = of(followed);
        var changed = new HashMap<Long, List<Present>>();
        for (var ticket : followed) {
            var now = present.getOrDefault(ticket, List.of());
            if (!now.equals(told.getOrDefault(ticket, List.of()))) changed.put(ticket, now);
        }
        tell(changed);
        told.putAll(changed);
        return false;
    }

    /// A screen may ask for any ticket; it hears of those that its viewer sees now.
    private void tell(Map<Long, List<Present>> changed) {
        for (var shown : views.shown(changed.keySet())) {
            var ticket = shown.ticket();
            var event = Events.of("presence", Map.of("ticketId", ticket.id(), "others", Objects.requireNonNull(changed.get(ticket.id()))));
            for (var stream : streams.all()) {
                if (stream.topics().tickets().contains(ticket.id()) && stream.viewer().sees(ticket.place())) stream.send(event);
            }
        }
    }
}
