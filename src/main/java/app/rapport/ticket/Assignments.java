package app.rapport.ticket;

import app.rapport.platform.Invalid;
import app.rapport.workspace.Agent;
import app.rapport.workspace.Directory;
import app.rapport.workspace.Permission;
import app.rapport.workspace.Team;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// To whom a ticket may be handed: an active team, an active agent who can reply.
@Component
class Assignments {

    private final Directory directory;

    Assignments(Directory directory) {
        this.directory = directory;
    }

    /// @throws Invalid `unknown-team`, `unknown-agent`, `cannot-be-assigned`
    void check(TicketEdit edit) {
        if (edit.teamId() != null) team(edit.teamId().orElse(null));
        if (edit.assigneeId() != null) assignee(edit.assigneeId().orElse(null));
    }

    void team(@Nullable Long id) {
        if (id != null && directory.team(id).filter(Team::active).isEmpty()) throw new Invalid("teamId", "unknown-team", "There is no team " + id + ".");
    }

    void assignee(@Nullable Long id) {
        if (id == null) return;
        Optional<Agent> agent = directory.agent(id).filter(Agent::active);
        if (agent.isEmpty()) throw new Invalid("assigneeId", "unknown-agent", "There is no active agent " + id + ".");
        if (!agent.get().may(Permission.TICKET_REPLY)) throw new Invalid("assigneeId", "cannot-be-assigned", "A collaborator cannot be assigned.");
    }
}
