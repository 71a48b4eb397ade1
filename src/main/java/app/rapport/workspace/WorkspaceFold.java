package app.rapport.workspace;

import app.rapport.platform.journal.JournalEntry;
import app.rapport.workspace.Agent.Preferences;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Folds the facts of one agent, team or token into what its row says. Names and addresses of people stay aside: they can be erased, facts
/// cannot. So does when a token runs out and who is in a team: that is said of the agent.
final class WorkspaceFold {

    private static final String TEXT = "";

    /// What a token is for.
    record Token(String name, long agentId, List<String> scopes) {}

    private WorkspaceFold() {}

    static @Nullable Agent agent(List<JournalEntry> facts) {
        Agent agent = null;
        for (var entry : facts) {
            if (entry.fact() instanceof WorkspaceFact.AgentAdded added) {
                agent = new Agent(entry.subject().id(), TEXT, TEXT, added.role(), true, added.scope(), Set.copyOf(added.teams()), Preferences.INITIAL, entry.at(), null, entry.subjectVersion());
            } else if (agent != null && entry.fact() instanceof WorkspaceFact fact) {
                agent = after(agent, fact, entry.subjectVersion());
            }
        }
        return agent;
    }

    /// The row without what a fold does not give.
    static Agent withoutTexts(Agent row) {
        return new Agent(row.id(), TEXT, TEXT, row.role(), row.active(), row.scope(), row.teamIds(), row.preferences(), row.createdAt(), null, row.version());
    }

    private static Agent after(Agent agent, WorkspaceFact fact, long version) {
        return switch (fact) {
            case WorkspaceFact.AgentRoleChanged change -> with(agent, change.after(), agent.active(), agent.scope(), agent.teamIds(), agent.preferences(), version);
            case WorkspaceFact.AgentActiveChanged change -> with(agent, agent.role(), change.after(), agent.scope(), agent.teamIds(), agent.preferences(), version);
            case WorkspaceFact.AgentScopeChanged change -> with(agent, agent.role(), agent.active(), change.after(), agent.teamIds(), agent.preferences(), version);
            case WorkspaceFact.AgentTeamsChanged change -> with(agent, agent.role(), agent.active(), agent.scope(), Set.copyOf(change.after()), agent.preferences(), version);
            case WorkspaceFact.AgentPreferencesChanged change -> with(agent, agent.role(), agent.active(), agent.scope(), agent.teamIds(), change.after(), version);
            case WorkspaceFact.AgentAdded _, WorkspaceFact.AgentRenamed _, WorkspaceFact.AgentEmailChanged _, WorkspaceFact.AgentPasswordChanged _, WorkspaceFact.AgentLockedOut _,
                    WorkspaceFact.TeamAdded _, WorkspaceFact.TeamRenamed _, WorkspaceFact.TeamRemoved _, WorkspaceFact.TokenIssued _, WorkspaceFact.TokenEnded _,
                    WorkspaceFact.DeadLetterReplayed _, WorkspaceFact.SettingsChanged _ ->
                    with(agent, agent.role(), agent.active(), agent.scope(), agent.teamIds(), agent.preferences(), version);
        };
    }

    private static Agent with(Agent agent, Role role, boolean active, Scope scope, Set<Long> teams, Preferences preferences, long version) {
        return new Agent(agent.id(), TEXT, TEXT, role, active, scope, teams, preferences, agent.createdAt(), null, version);
    }

    /// Its name; null when it has been removed.
    static @Nullable String team(List<JournalEntry> facts) {
        String name = null;
        for (var entry : facts) {
            if (entry.fact() instanceof WorkspaceFact.TeamAdded added) name = added.name();
            if (entry.fact() instanceof WorkspaceFact.TeamRenamed renamed) name = renamed.after();
            if (entry.fact() instanceof WorkspaceFact.TeamRemoved) name = null;
        }
        return name;
    }

    /// Null when it has been ended.
    static @Nullable Token token(List<JournalEntry> facts) {
        Token token = null;
        for (var entry : facts) {
            if (entry.fact() instanceof WorkspaceFact.TokenIssued issued) token = new Token(issued.name(), issued.agentId(), issued.scopes());
            if (entry.fact() instanceof WorkspaceFact.TokenEnded) token = null;
        }
        return token;
    }
}
