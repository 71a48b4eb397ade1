package app.rapport.ticket;

import app.rapport.platform.VersionMismatch;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Command;
import app.rapport.platform.journal.Commands;
import app.rapport.ticket.store.TicketStore;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.util.Set;
import java.util.function.BiFunction;
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
        command.append(now.asSubject(), now.version(), now.about(), now.times().updatedAt(), change.facts());
        return now;
    }
}
