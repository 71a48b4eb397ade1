package app.rapport.workspace;

import app.rapport.platform.Conflict;
import app.rapport.platform.Invalid;
import app.rapport.platform.VersionMismatch;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Command;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import app.rapport.workspace.store.AgentStore;
import app.rapport.workspace.store.SessionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// The agents: added, changed, switched off. Never removed, since what they did stays theirs.
@Component
public class Agents {

    /// A new agent. Without a password he cannot sign in until he is given one.
    public record NewAgent(String name, String email, Role role, @Nullable String password, Set<Long> teamIds, Scope scope) {}

    private final AgentStore store;
    private final SessionStore sessions;
    private final Access access;
    private final Commands commands;
    private final Directory directory;
    private final Passwords passwords;
    private final Time time;

    Agents(AgentStore store, SessionStore sessions, Access access, Commands commands, Directory directory, Passwords passwords, Time time) {
        this.store = store;
        this.sessions = sessions;
        this.access = access;
        this.commands = commands;
        this.directory = directory;
        this.passwords = passwords;
        this.time = time;
    }

    /// @throws Conflict `email-taken`; @throws Invalid `not-an-address`, `too-short`, `unknown-team`
    public Agent add(NewAgent wanted, Actor by) {
        validate(wanted.name, wanted.email);
        known("teamIds", wanted.teamIds, Set.of());
        known(wanted.scope, Scope.ALL);
        var hash = wanted.password == null ? null : passwords.hash("password", wanted.password);
        return commands.run(by, command -> {
            access.require(by, Permission.AGENT_MANAGE);
            var at = time.now();
            var draft = new Agent(0, wanted.name.strip(), wanted.email.strip(), wanted.role, true, wanted.scope, wanted.teamIds,
                    Agent.Preferences.INITIAL, at, null, 1);
            var id = store.insert(draft, fold(wanted.email), hash).orElseThrow(Agents::emailTaken);
            append(command, id, 1, at, List.of(new WorkspaceFact.AgentAdded(draft.name(), draft.email(), draft.role(), draft.scope(),
                    wanted.teamIds.stream().sorted().toList())));
            return store.find(id).orElseThrow();
        });
    }

    /// A new password, and being switched off, end the sessions he has.
    ///
    /// @param ifVersion refused when the agent has another version meanwhile
    /// @throws Conflict `email-taken`, `last-administrator`; @throws VersionMismatch
    public Agent edit(long id, Agent.Edit edit, @Nullable String password, @Nullable Long ifVersion, Actor by) {
        var hash = password == null ? null : passwords.hash("password", password);
        return commands.run(by, command -> {
            var before = store.lock(id);
            access.require(by, Permission.AGENT_MANAGE);
            if (ifVersion != null && ifVersion != before.version()) throw new VersionMismatch(before, before.version());
            var change = before.edit(edit);
            var facts = new ArrayList<>(change.facts());
            var after = change.now();
            if (!facts.isEmpty()) {
                validate(after.name(), after.email());
                known("teamIds", after.teamIds(), before.teamIds());
                known(after.scope(), before.scope());
                keepAnAdministrator(before, after);
                save(after, before);
            }
            if (hash != null) {
                store.setPassword(id, hash);
                facts.add(new WorkspaceFact.AgentPasswordChanged());
            }
            if (hash != null || before.active() && !after.active()) sessions.endAll(id, time.now());
            if (!facts.isEmpty()) append(command, id, after.version(), time.now(), facts);
            return after;
        });
    }

    /// What everybody may change of himself.
    ///
    /// @param name null leaves it
    public Agent editOneself(@Nullable String name, Agent.Preferences preferences, Actor by) {
        return commands.run(by, command -> {
            access.requireOneself(by);
            var before = store.lock(by.id());
            var change = before.edit(new Agent.Edit(name, null, null, null, null, null));
            var facts = new ArrayList<>(change.facts());
            if (!before.preferences().equals(preferences)) facts.add(new WorkspaceFact.AgentPreferencesChanged(before.preferences(), preferences));
            if (facts.isEmpty()) return before;
            var after = new Agent(before.id(), change.now().name(), before.email(), before.role(), before.active(), before.scope(), before.teamIds(),
                    preferences, before.createdAt(), before.lastSeenAt(), before.version() + 1);
            validate(after.name(), after.email());
            store.save(after, fold(after.email()));
            append(command, after.id(), after.version(), time.now(), facts);
            return after;
        });
    }

    public Agent get(long id, Actor by) {
        if (by.id() != id) access.require(by, Permission.AGENT_VIEW);
        return store.find(id).orElseThrow(app.rapport.platform.NotFound::new);
    }

    public List<Agent> list(@Nullable Long after, int limit, Actor by) {
        access.require(by, Permission.AGENT_VIEW);
        return store.list(after, limit);
    }

    /// Whoever asks, as his screen needs him.
    public Me me(Actor by) {
        var agent = store.find(by.id()).orElseThrow(app.rapport.platform.NotFound::new);
        var teams = agent.teamIds().stream().flatMap(id -> directory.team(id).stream()).filter(Team::active).map(team -> new Me.Named(team.id(), team.name())).toList();
        return new Me(agent.id(), agent.name(), agent.email(), agent.role(), access.permissions(by).stream().map(Permission::key).sorted().toList(),
                agent.preferences().locale(), teams, agent.preferences().undoSendSeconds(), agent.preferences().afterSend());
    }

    public boolean any() {
        return store.any();
    }

    /// The one agent of that name or address; null when there is none or more than one.
    public @Nullable Agent named(String name) {
        var found = store.named(fold(name));
        return found.size() == 1 ? found.getFirst() : null;
    }

    private void save(Agent after, Agent before) {
        try {
            store.save(after, fold(after.email()));
        } catch (DuplicateKeyException e) {
            throw emailTaken();
        }
        if (!after.teamIds().equals(before.teamIds())) store.replaceTeams(after.id(), after.teamIds());
        if (after.active() != before.active()) store.membersChanged(after.teamIds());
    }

    private void keepAnAdministrator(Agent before, Agent after) {
        var stays = after.active() && after.role() == Role.ADMINISTRATOR;
        if (before.role() == Role.ADMINISTRATOR && !stays && store.activeAdministratorsBesides(before.id()) == 0)
            throw new Conflict("last-administrator", "There must be at least one active administrator.");
    }

    private void append(Command command, long id, long version, Instant at, List<WorkspaceFact> facts) {
        command.append(new Subject("agent", id), version, About.NOTHING, at, facts);
        Transactions.afterCommit(() -> directory.forget("agent", id));
    }

    private static void validate(String name, String email) {
        if (name.isBlank() || name.length() > 100) throw new Invalid("name", "length", "Between 1 and 100 characters.");
        if (email.length() > 254 || !email.strip().matches("[^\\s@]+@[^\\s@]+")) throw new Invalid("email", "not-an-address", "An e-mail address such as ada@example.com.");
    }

    private void known(Scope scope, Scope before) {
        known("scope.teamIds", scope.teamIds(), before.teamIds());
        for (var id : scope.brandIds()) {
            if (directory.brands().stream().noneMatch(brand -> brand.id() == id)) throw new Invalid("scope.brandIds", "unknown-brand", "There is no brand " + id + ".");
        }
    }

    /// A team that was removed meanwhile may stay where it was.
    private void known(String field, Set<Long> teamIds, Set<Long> before) {
        for (var id : teamIds) {
            if (!before.contains(id) && directory.team(id).filter(Team::active).isEmpty()) throw new Invalid(field, "unknown-team", "There is no team " + id + ".");
        }
    }

    private static Conflict emailTaken() {
        return new Conflict("email-taken", "Another agent has this address.");
    }

    static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
