package app.rapport.workspace;

import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.LocalReader;
import app.rapport.platform.journal.Phases;
import app.rapport.workspace.store.AgentStore;
import app.rapport.workspace.store.TeamStore;
import app.rapport.workspace.store.TokenStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The agents, teams, brands and tokens in memory: every request and every row on a screen needs them. A local reader of the
/// journal drops what has changed; the node that makes a change drops it at once.
@Component
public class Directory extends LocalReader {

    private final AgentStore agents;
    private final TeamStore teams;
    private final TokenStore tokens;
    private final LatelyFound lately;
    private final Map<Long, Optional<Agent>> agentsById = new ConcurrentHashMap<>();
    private final Map<Long, Optional<Team>> teamsById = new ConcurrentHashMap<>();
    private final Map<Long, Optional<ApiToken>> tokensById = new ConcurrentHashMap<>();
    private final Remembered<List<Brand>> brands = new Remembered<>();
    private final Remembered<Settings> settings = new Remembered<>();

    Directory(AgentStore agents, TeamStore teams, TokenStore tokens, LatelyFound lately, Journal journal) {
        super("directory", journal, Phases.READERS);
        this.agents = agents;
        this.teams = teams;
        this.tokens = tokens;
        this.lately = lately;
    }

    public Optional<Agent> agent(long id) {
        return agentsById.computeIfAbsent(id, agents::find);
    }

    /// For whoever keeps what he finds and hears of later changes by himself.
    Optional<Agent> agentReadAnew(long id) {
        agentsById.remove(id);
        return agent(id);
    }

    public Optional<Team> team(long id) {
        return teamsById.computeIfAbsent(id, teams::find);
    }

    Optional<ApiToken> token(long id) {
        return tokensById.computeIfAbsent(id, tokens::find);
    }

    /// None before the set-up is not remembered.
    public List<Brand> brands() {
        var read = brands.get(teams::brands);
        if (read.isEmpty()) brands.forget();
        return read;
    }

    /// The company's settings, which nearly every list asks for.
    Settings settings(Supplier<Settings> read) {
        return settings.get(read);
    }

    /// The brand that things belong to when nothing says otherwise.
    public Brand mainBrand() {
        return brands().getFirst();
    }

    /// A name for any author kind that the workspace knows; null for others.
    public @Nullable String name(String kind, long id) {
        return switch (kind) {
            case "agent" -> agent(id).map(Agent::name).orElse(null);
            case "team" -> team(id).map(Team::name).orElse(null);
            case "token" -> token(id).map(ApiToken::name).orElse(null);
            default -> null;
        };
    }

    /// Agents with this name or address.
    public List<Long> agentsNamed(String word) {
        return agents.named(Agents.fold(word)).stream().map(Agent::id).toList();
    }

    /// Active teams with this name.
    public List<Long> teamsNamed(String word) {
        return teams.named(Agents.fold(word)).stream().map(Team::id).toList();
    }

    void forget(String kind, long id) {
        switch (kind) {
            case "agent" -> {
                agentsById.remove(id);
                teamsById.clear();
                lately.forget();
            }
            case "team" -> {
                teamsById.remove(id);
                agentsById.clear();
            }
            case "token" -> {
                tokensById.remove(id);
                lately.forget();
            }
            case "configuration" -> settings.forget();
            default -> {}
        }
    }

    @Override
    protected void on(List<JournalEntry> entries) {
        for (var entry : entries) forget(entry.subject().kind(), entry.subject().id());
    }
}
