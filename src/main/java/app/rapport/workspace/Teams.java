package app.rapport.workspace;

import app.rapport.platform.Conflict;
import app.rapport.platform.Invalid;
import app.rapport.platform.NotFound;
import app.rapport.platform.VersionMismatch;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Command;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import app.rapport.workspace.store.AgentStore;
import app.rapport.workspace.store.TeamStore;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// The teams that work is handed to.
@Component
public class Teams {

    private final TeamStore store;
    private final AgentStore agents;
    private final Access access;
    private final Commands commands;
    private final Directory directory;
    private final Time time;

    Teams(TeamStore store, AgentStore agents, Access access, Commands commands, Directory directory, Time time) {
        this.store = store;
        this.agents = agents;
        this.access = access;
        this.commands = commands;
        this.directory = directory;
        this.time = time;
    }

    /// @throws Conflict `name-taken`
    public Team add(String name, Actor by) {
        return commands.run(by, command -> {
            access.require(by, Permission.TEAM_MANAGE);
            var id = store.insert(valid(name), Agents.fold(name), time.now()).orElseThrow(Teams::nameTaken);
            append(command, id, 1, List.of(new WorkspaceFact.TeamAdded(name.strip())));
            return store.find(id).orElseThrow();
        });
    }

    /// @param memberIds who shall be in it, all of them; null leaves them as they are
    public Team edit(long id, @Nullable String name, @Nullable Set<Long> memberIds, @Nullable Long ifVersion, Actor by) {
        return commands.run(by, command -> {
            var touched = memberIds == null ? Set.<Long>of() : membersBeforeAndAfter(id, memberIds);
            // Agents come before teams in the order of locks.
            for (var agent : touched) lockMember(agent);
            var before = store.lock(id);
            access.require(by, Permission.TEAM_MANAGE);
            if (!before.active()) throw new NotFound();
            if (ifVersion != null && ifVersion != before.version()) throw new VersionMismatch(before, before.version());
            if (name != null) rename(before, valid(name), command);
            if (memberIds != null) replaceMembers(id, touched, memberIds, command);
            return store.find(id).orElseThrow();
        });
    }

    /// Its tickets stay where they are and name it; nothing new is handed to it.
    public void remove(long id, Actor by) {
        commands.run(by, command -> {
            var before = store.lock(id);
            access.require(by, Permission.TEAM_MANAGE);
            if (!before.active()) throw new NotFound();
            store.save(new Team(id, before.name(), false, before.memberIds(), before.version() + 1), Agents.fold(before.name()));
            append(command, id, before.version() + 1, List.of(new WorkspaceFact.TeamRemoved(before.name())));
            return before;
        });
    }

    public Team get(long id, Actor by) {
        access.require(by, Permission.AGENT_VIEW);
        return store.find(id).filter(Team::active).orElseThrow(NotFound::new);
    }

    public List<Team> list(@Nullable Long after, int limit, Actor by) {
        access.require(by, Permission.AGENT_VIEW);
        return store.list(after, limit);
    }

    public @Nullable Team named(String name) {
        return store.named(Agents.fold(name)).stream().findFirst().orElse(null);
    }

    private void rename(Team before, String name, Command command) {
        if (name.equals(before.name())) return;
        try {
            store.save(new Team(before.id(), name, true, before.memberIds(), before.version() + 1), Agents.fold(name));
        } catch (DuplicateKeyException e) {
            throw nameTaken();
        }
        append(command, before.id(), before.version() + 1, List.of(new WorkspaceFact.TeamRenamed(before.name(), name)));
    }

    /// Whoever joins before they are locked is none of them, and stays: he joined after this change.
    private Set<Long> membersBeforeAndAfter(long id, Set<Long> memberIds) {
        var both = new TreeSet<>(memberIds);
        store.find(id).ifPresent(team -> both.addAll(team.memberIds()));
        return both;
    }

    private void replaceMembers(long id, Set<Long> touched, Set<Long> memberIds, Command command) {
        for (var agentId : touched) {
            var agent = agents.find(agentId).orElseThrow();
            var teams = new TreeSet<>(agent.teamIds());
            if (memberIds.contains(agentId) ? !teams.add(id) : !teams.remove(id)) continue;
            var change = agent.edit(new Agent.Edit(null, null, null, null, null, teams));
            agents.save(change.now(), Agents.fold(agent.email()));
            agents.replaceTeams(agentId, teams);
            command.append(new Subject("agent", agentId), change.now().version(), About.NOTHING, time.now(), change.facts());
            Transactions.afterCommit(() -> directory.forget("agent", agentId));
        }
    }

    private void lockMember(long agentId) {
        try {
            agents.lock(agentId);
        } catch (NotFound e) {
            throw new Invalid("memberIds", "unknown-agent", "There is no agent " + agentId + ".");
        }
    }

    private void append(Command command, long id, long version, List<WorkspaceFact> facts) {
        command.append(new Subject("team", id), version, About.NOTHING, time.now(), facts);
        Transactions.afterCommit(() -> directory.forget("team", id));
    }

    private static String valid(String name) {
        if (name.isBlank() || name.length() > 100) throw new Invalid("name", "length", "Between 1 and 100 characters.");
        return name.strip();
    }

    private static Conflict nameTaken() {
        return new Conflict("name-taken", "Another team has this name.");
    }
}
