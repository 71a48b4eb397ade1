package app.rapport.workspace;

import app.rapport.platform.NotFound;
import app.rapport.platform.RateLimited;
import app.rapport.platform.Unauthenticated;
import app.rapport.platform.crypto.Tokens;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import app.rapport.workspace.store.AgentStore;
import app.rapport.workspace.store.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/// Signing in and out. Sessions are ours, in a table, so that they can be listed and ended.
@Component
public class Sessions {

    /// The secret for the browser, shown once.
    public record SignedIn(String secret, Session session) {}

    private static final int ALLOWED_FAILURES = 8;
    private static final Duration LOCK_OUT = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofDays(14);
    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final SessionStore store;
    private final AgentStore agents;
    private final Passwords passwords;
    private final Access access;
    private final Commands commands;
    private final LatelyFound lately;
    private final Time time;

    Sessions(SessionStore store, AgentStore agents, Passwords passwords, Access access, Commands commands, LatelyFound lately, Time time) {
        this.store = store;
        this.agents = agents;
        this.passwords = passwords;
        this.access = access;
        this.commands = commands;
        this.lately = lately;
        this.time = time;
    }

    /// @throws Unauthenticated `wrong-credentials`, the same for an unknown address and a wrong password
    /// @throws RateLimited `locked-out` after eight wrong passwords, for five minutes
    public SignedIn signIn(String email, String password, @Nullable String address, @Nullable String userAgent) {
        var now = time.now();
        var credentials = agents.credentials(Agents.fold(email)).orElse(null);
        if (credentials != null && credentials.lockedUntil() != null && credentials.lockedUntil().isAfter(now)) {
            throw new RateLimited("locked-out", "Too many wrong passwords; try again later.", Duration.between(now, credentials.lockedUntil()).plusSeconds(1));
        }
        if (!passwords.matches(password, credentials == null ? null : credentials.passwordHash()) || credentials == null || !credentials.active()) {
            if (credentials != null) countFailure(credentials.agentId(), now);
            throw new Unauthenticated("wrong-credentials", "The address or the password is wrong.");
        }
        agents.signedIn(credentials.agentId(), now);
        return open(credentials.agentId(), address, userAgent);
    }

    /// A session for somebody who has shown in another way who he is.
    SignedIn open(long agentId, @Nullable String address, @Nullable String userAgent) {
        var secret = Tokens.random();
        var session = store.insert(Tokens.hash(secret), agentId, address, shortened(userAgent), time.now());
        return new SignedIn(secret, session);
    }

    /// One that has not ended, of an active agent.
    public Optional<Session> find(String secret) {
        var now = time.now();
        var hash = Tokens.hash(secret);
        return lately.get(hash, Session.class, now, () -> read(hash, now));
    }

    private Optional<Session> read(byte[] hash, Instant now) {
        var found = store.byHash(hash, now.minus(IDLE));
        found.ifPresent(session -> {
            if (session.lastUsedAt().isBefore(now.minus(TOUCH))) store.used(session.id(), now);
        });
        return found;
    }

    /// The session that the request came with; none for one with an API token.
    public static Optional<Session> ofRequest() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getDetails() instanceof Session session ? Optional.of(session) : Optional.empty();
    }

    /// Those of some sessions that have been ended.
    public Set<Long> ended(Collection<Long> ids) {
        return ids.isEmpty() ? Set.of() : store.ended(ids);
    }

    public List<Session> list(Actor by) {
        access.requireOneself(by);
        return store.ofAgent(by.id(), time.now().minus(IDLE));
    }

    /// @throws NotFound no such session of one's own
    public void end(long id, Actor by) {
        access.requireOneself(by);
        if (!store.end(id, by.id(), time.now())) throw new NotFound();
        Transactions.afterCommit(lately::forget);
    }

    private void countFailure(long agentId, Instant now) {
        if (agents.failedSignIn(agentId) < ALLOWED_FAILURES) return;
        var until = now.plus(LOCK_OUT);
        commands.run(Actor.system("sign-in"), command -> {
            var agent = agents.lock(agentId);
            agents.lockOut(agentId, until);
            command.append(new Subject("agent", agentId), agent.version(), About.NOTHING, now, List.of(new WorkspaceFact.AgentLockedOut(until)));
            return agent;
        });
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= 300 ? text : text.substring(0, 300);
    }
}
