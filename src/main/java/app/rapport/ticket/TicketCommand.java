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
        lockedEach(decisions.stream().map(Map.Entry::getKey).toList(), by, permission, locked -> {
            for (var decision : decisions) {
                var before = requireNonNull(locked.get(decision.getKey()));
                locked.put(before.id(), run(by, command -> write(command, before, decision.getValue().apply(before))));
            }
        });
    }

    /// Tickets locked at once, by id, in one transaction for the commands that `body` runs.
    ///
    /// @throws NotFound one of them is gone
    void lockedEach(Collection<Long> ids, Actor by, Permission permission, Consumer<Map<Long, Ticket>> body) {
        commands.run(by, none -> {
            var locked = tickets.lock(Set.copyOf(ids)).stream().collect(toMap(Ticket::id, ticket -> ticket));
            if (!locked.keySet().containsAll(ids)) throw new NotFound();
            for (var ticket : locked.values()) access.require(by, permission, ticket.place());
            body.accept(locked);
            return locked;
        });
    }

    /// Within a transaction that has locked what it needs.
    <T> T run(Actor by, Function<Command, T> body) {
        return commands.run(by, body);
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
        if (change.facts().isEmpty()) return before;
        var now = change.now();
        tickets.save(now);
        if (!now.properties().tags().equals(before.properties().tags())) tickets.rememberTags(now.properties().tags());
        command.append(now.asSubject(), now.version(), now.about(), change.at(), change.facts());
        return now;
    }
}
