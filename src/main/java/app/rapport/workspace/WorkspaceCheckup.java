package app.rapport.workspace;

import app.rapport.platform.Checkup;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.workspace.store.AgentStore;
import app.rapport.workspace.store.TeamStore;
import app.rapport.workspace.store.TokenStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether the rows of agents, teams and tokens are what their facts say: nobody has another role, scope or permission than somebody gave
/// him.
@Component
class WorkspaceCheckup implements Checkup {

    private static final int ALL = 1_000_000;
    private static final int LOOKS = 3;
    private static final int SHOWN = 5;

    private final AgentStore agents;
    private final TeamStore teams;
    private final TokenStore tokens;
    private final Journal journal;

    WorkspaceCheckup(AgentStore agents, TeamStore teams, TokenStore tokens, Journal journal) {
        this.agents = agents;
        this.teams = teams;
        this.tokens = tokens;
        this.journal = journal;
    }

    @Override
    public String part() {
        return "workspace";
    }

    @Override
    public List<Finding> verify() {
        return List.of(
                compare("agent", () -> agents.list(null, ALL).stream().collect(Collectors.toMap(Agent::id, WorkspaceFold::withoutTexts)), WorkspaceFold::agent),
                compare("team", () -> teams.list(null, ALL).stream().collect(Collectors.toMap(Team::id, Team::name)), WorkspaceFold::team),
                compare("token", () -> tokens.list(null, ALL).stream().collect(Collectors.toMap(ApiToken::id, token -> new WorkspaceFold.Token(token.name(), token.agentId(), token.scopes()))),
                        WorkspaceFold::token));
    }

    /// Rows and facts are read one after the other: what differs only because it was just changed does not differ the next time.
    private <T> Finding compare(String kind, Supplier<Map<Long, T>> read, Function<List<JournalEntry>, @Nullable T> fold) {
        for (var look = 1; ; look++) {
            var rows = read.get();
            var facts = journal.ofKind(kind);
            var different = rows.entrySet().stream().filter(row -> !Objects.equals(row.getValue(), fold.apply(facts.getOrDefault(row.getKey(), List.of())))).map(Map.Entry::getKey).sorted().toList();
            if (different.isEmpty()) return Finding.fine(rows.size() + " " + kind + "s are what their facts say");
            if (look == LOOKS) return Finding.wrong(different.size() + " of " + rows.size() + " " + kind + "s are not what their facts say, among them " + different.stream().limit(SHOWN).toList());
        }
    }
}
