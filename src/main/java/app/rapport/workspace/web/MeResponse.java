package app.rapport.workspace.web;

import app.rapport.platform.journal.Actor;
import app.rapport.workspace.Access;
import app.rapport.workspace.Agent;
import app.rapport.workspace.Directory;
import app.rapport.workspace.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The signed-in agent, as his screen needs him.
record MeResponse(
        long id, String name, String email, String role, List<String> permissions, @Nullable String locale, List<NamedResponse> teams,
        int undoSendSeconds, String afterSend) {

    static MeResponse of(Agent agent, Access access, Directory directory, Actor by) {
        return new MeResponse(agent.id(), agent.name(), agent.email(), agent.role().key(),
                access.permissions(by).stream().map(Permission::key).sorted().toList(), agent.preferences().locale(),
                NamedResponse.teams(agent.teamIds(), directory), agent.preferences().undoSendSeconds(), agent.preferences().afterSend());
    }
}
