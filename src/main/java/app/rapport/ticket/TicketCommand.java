package app.rapport.ticket;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import app.rapport.platform.NotFound;
import app.rapport.platform.VersionMismatch;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Command;
import app.rapport.platform.journal.Commands;
import app.rapport.ticket.store.TicketStore;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The one shape of every command on a ticket: lock, may he, decide, save, write down.
@Component
class TicketCommand {

    private final Commands commands;
    private final TicketStore tickets;
    private final Access access;

    TicketCommand(Commands commands, TicketStore tickets, Access access) {
        this.commands = commands;
        this.tickets = tickets;
        this.access = access;
    }

    Ticket change(long id, Actor by, Permission permission, Function<Ticket, Change> decision) {
        return locked(id, by, permission, (command, ticket) -> write(command, ticket, decision.apply(ticket)));
    }

    /// @param ifVersion refused when the ticket has another version meanwhile
    Ticket changeIf(@Nullable Long ifVersion, long id, Actor by, Permission permission, Function<Ticket, Change> decision) {
        return change(id, by, permission, before -> {
            if (ifVersion != null && ifVersion != before.version()) throw new VersionMismatch(before, before.version());
            return decision.apply(before);
        });
    }

    /// Changes of several tickets, which are locked at once; each is a command of its own.
    ///
    /// @param decisions by the ids of the tickets
    /// @throws NotFound one of them is gone
    void changeEach(List<Map.Entry<Long, Function<Ticket, Change>>> decisions, Actor by, Permission permission) {
        lockedEach(decisions.stream().map(Map.Entry::getKey).toList(), by, permission, tickets -> {
            for (var decision : decisions) tickets.compute(decision.getKey(), (id, before) -> append(by, requireNonNull(before), decision.getValue().apply(before)));
        });
    }

    /// Tickets locked at once, by id. What `body` puts in their places is written afterwards, together.
    ///
    /// @throws NotFound one of them is gone
    void lockedEach(Collection<Long> ids, Actor by, Permission permission, Consumer<Map<Long, Ticket>> body) {
        commands.run(by, none -> {
            var before = tickets.lock(Set.copyOf(ids)).stream().collect(toMap(Ticket::id, ticket -> ticket));
            if (!before.keySet().containsAll(ids)) throw new NotFound();
            for (var ticket : before.values()) access.require(by, permission, ticket.place());
            var after = new TreeMap<>(before);
            body.accept(after);
            tickets.save(after.values().stream().filter(ticket -> ticket != before.get(ticket.id())).toList());
            return after;
        });
    }

    /// A command of its own for a ticket that is locked, but for the ticket's row.
    Ticket append(Actor by, Ticket before, Change change) {
        return commands.run(by, command -> append(command, before, change));
    }

    /// For commands that write more than the ticket's row.
    <T> T locked(long id, Actor by, Permission permission, BiFunction<Command, Ticket, T> body) {
        return locked(id, by, Set.of(permission), body);
    }

    /// @param permissions all of which it needs
    <T> T locked(long id, Actor by, Set<Permission> permissions, BiFunction<Command, Ticket, T> body) {
        return commands.run(by, command -> {
            var ticket = tickets.lock(id);
            for (var permission : permissions) access.require(by, permission, ticket.place());
            return body.apply(command, ticket);
        });
    }

    Ticket write(Command command, Ticket before, Change change) {
        return save(before, append(command, before, change));
    }

    /// As somebody else than who runs the command around it.
    Ticket writeAs(Actor by, Ticket before, Change change) {
        return save(before, append(by, before, change));
    }

    private Ticket save(Ticket before, Ticket now) {
        if (now != before) tickets.save(List.of(now));
        return now;
    }

    private Ticket append(Command command, Ticket before, Change change) {
        if (change.facts().isEmpty()) return before;
        var now = change.now();
        if (!now.properties().tags().equals(before.properties().tags())) tickets.rememberTags(now.properties().tags());
        command.append(now.asSubject(), now.version(), now.about(), change.at(), change.facts());
        return now;
    }
}
