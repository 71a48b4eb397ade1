package app.rapport.workspace;

import app.rapport.platform.Invalid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody who works here.
///
/// @param teamIds the teams that he is a member of
public record Agent(
        long id,
        String name,
        String email,
        Role role,
        boolean active,
        Scope scope,
        Set<Long> teamIds,
        Preferences preferences,
        Instant createdAt,
        @Nullable Instant lastSeenAt,
        long version) {

    /// What he chose for his own screen.
    ///
    /// @param undoSendSeconds 0 to 60
    /// @param afterSend stay, next or list
    public record Preferences(@Nullable String locale, int undoSendSeconds, String afterSend) {
        public static final Preferences INITIAL = new Preferences(null, 10, "stay");

        public Preferences {
            if (undoSendSeconds < 0 || undoSendSeconds > 60) throw new Invalid("undoSendSeconds", "out-of-range", "Between 0 and 60 seconds.");
            if (!List.of("stay", "next", "list").contains(afterSend)) throw new Invalid("afterSend", "unknown-choice", "One of stay, next, list.");
            if (locale != null && !List.of("en", "de").contains(locale)) throw new Invalid("locale", "unknown-choice", "One of en, de.");
        }
    }

    /// A change of an agent: what is to be other than it is.
    public record Edit(
            @Nullable String name, @Nullable String email, @Nullable Role role, @Nullable Boolean active, @Nullable Scope scope,
            @Nullable Set<Long> teamIds) {}

    public boolean may(Permission permission) {
        return active && role.permissions().contains(permission);
    }

    Change<Agent> edit(Edit edit) {
        var facts = new ArrayList<WorkspaceFact>();
        var next = new Agent(id, or(edit.name, name), or(edit.email, email), or(edit.role, role), or(edit.active, active), or(edit.scope, scope),
                or(edit.teamIds, teamIds), preferences, createdAt, lastSeenAt, version + 1);
        if (!next.name.equals(name)) facts.add(new WorkspaceFact.AgentRenamed(name, next.name));
        if (!next.email.equals(email)) facts.add(new WorkspaceFact.AgentEmailChanged(email, next.email));
        if (next.role != role) facts.add(new WorkspaceFact.AgentRoleChanged(role, next.role));
        if (next.active != active) facts.add(new WorkspaceFact.AgentActiveChanged(active, next.active));
        if (!next.scope.equals(scope)) facts.add(new WorkspaceFact.AgentScopeChanged(scope, next.scope));
        if (!next.teamIds.equals(teamIds)) facts.add(new WorkspaceFact.AgentTeamsChanged(sorted(teamIds), sorted(next.teamIds)));
        return facts.isEmpty() ? new Change<>(this, List.of()) : new Change<>(next, facts);
    }

    private static <T> T or(@Nullable T wanted, T present) {
        return Objects.requireNonNullElse(wanted, present);
    }

    private static List<Long> sorted(Set<Long> ids) {
        return ids.stream().sorted().toList();
    }
}
