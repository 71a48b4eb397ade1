package app.rapport.workspace;

import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.Personal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to the people, teams, brands, tokens and settings of the company.
public sealed interface WorkspaceFact extends Fact {

    record AgentAdded(@Personal @Nullable String name, @Personal @Nullable String email, Role role, Scope scope, List<Long> teams) implements WorkspaceFact {}

    record AgentRenamed(@Personal @Nullable String before, @Personal @Nullable String after) implements WorkspaceFact {}

    record AgentEmailChanged(@Personal @Nullable String before, @Personal @Nullable String after) implements WorkspaceFact {}

    record AgentRoleChanged(Role before, Role after) implements WorkspaceFact {}

    record AgentActiveChanged(boolean before, boolean after) implements WorkspaceFact {}

    record AgentScopeChanged(Scope before, Scope after) implements WorkspaceFact {}

    record AgentTeamsChanged(List<Long> before, List<Long> after) implements WorkspaceFact {}

    record AgentPasswordChanged() implements WorkspaceFact {}

    record AgentPreferencesChanged(Agent.Preferences before, Agent.Preferences after) implements WorkspaceFact {}

    /// Too many wrong passwords.
    record AgentLockedOut(Instant until) implements WorkspaceFact {}

    record TeamAdded(String name) implements WorkspaceFact {}

    record TeamRenamed(String before, String after) implements WorkspaceFact {}

    record TeamRemoved(String name) implements WorkspaceFact {}

    record TokenIssued(String name, long agentId, List<String> scopes, @Nullable Instant expiresAt) implements WorkspaceFact {}

    record TokenEnded(String name) implements WorkspaceFact {}

    /// A command that a reader had failed on was handed to it again.
    record DeadLetterReplayed(String reader, long command) implements WorkspaceFact {}

    record SettingsChanged(Settings before, Settings after) implements WorkspaceFact {}
}
