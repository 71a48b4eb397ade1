package app.rapport.workspace;

import app.rapport.platform.Invalid;
import app.rapport.platform.NotFound;
import app.rapport.platform.crypto.Tokens;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import app.rapport.workspace.store.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// API tokens: issued once, kept as a hash, limited by scopes and time.
@Component
public class ApiTokens {

    /// @param secret shown this once; null when the same request is answered again
    public record Issued(ApiToken token, @Nullable String secret) {}

    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final TokenStore store;
    private final Access access;
    private final Commands commands;
    private final Directory directory;
    private final LatelyFound lately;
    private final Time time;

    ApiTokens(TokenStore store, Access access, Commands commands, Directory directory, LatelyFound lately, Time time) {
        this.store = store;
        this.access = access;
        this.commands = commands;
        this.directory = directory;
        this.lately = lately;
        this.time = time;
    }

    /// @throws Invalid `unknown-scope`, `in-the-past`; @throws app.rapport.platform.Forbidden a scope that the issuer lacks himself
    public Issued issue(String name, List<String> scopes, @Nullable Instant expiresAt, Actor by) {
        return issue(name, by.id(), scopes, expiresAt, Tokens.random(), by);
    }

    Issued issue(String name, long agentId, List<String> scopes, @Nullable Instant expiresAt, String secret, Actor by) {
        validate(name, scopes, expiresAt);
        return commands.run(by, command -> {
            access.require(by, Permission.TOKEN_MANAGE);
            if (!by.isSystem()) requireNoMoreThanOwn(scopes, by);
            var now = time.now();
            var draft = new ApiToken(0, name.strip(), agentId, List.copyOf(scopes), expiresAt, now, null);
            var id = store.insert(draft, Tokens.hash(secret));
            command.append(new Subject("token", id), 1, About.NOTHING, now, List.of(new WorkspaceFact.TokenIssued(draft.name(), agentId, draft.scopes(), expiresAt)));
            return new Issued(store.find(id).orElseThrow(), secret);
        });
    }

    public void end(long id, Actor by) {
        commands.run(by, command -> {
            access.require(by, Permission.TOKEN_MANAGE);
            var token = store.find(id).orElseThrow(NotFound::new);
            store.end(id, time.now());
            command.append(new Subject("token", id), 2, About.NOTHING, time.now(), List.of(new WorkspaceFact.TokenEnded(token.name())));
            Transactions.afterCommit(() -> directory.forget("token", id));
            return token;
        });
    }

    public List<ApiToken> list(@Nullable Long after, int limit, Actor by) {
        access.require(by, Permission.TOKEN_MANAGE);
        return store.list(after, limit);
    }

    /// @throws NotFound
    public ApiToken get(long id, Actor by) {
        access.require(by, Permission.TOKEN_MANAGE);
        return store.find(id).orElseThrow(NotFound::new);
    }

    /// One that is in force, of an active agent.
    public Optional<ApiToken> find(String secret) {
        var now = time.now();
        var hash = Tokens.hash(secret);
        return lately.get(hash, ApiToken.class, now, () -> read(hash, now)).filter(token -> token.expiresAt() == null || token.expiresAt().isAfter(now));
    }

    private Optional<ApiToken> read(byte[] hash, Instant now) {
        var found = store.byHash(hash);
        found.ifPresent(token -> {
            if (token.lastUsedAt() == null || token.lastUsedAt().isBefore(now.minus(TOUCH))) store.used(token.id(), now);
        });
        return found;
    }

    /// Those of some that nobody can come with any more.
    public Set<Long> over(Collection<Long> ids) {
        return ids.isEmpty() ? Set.of() : store.over(ids, time.now());
    }

    /// One that has run out, and that of an agent who is switched off, as well.
    Optional<ApiToken> ofSecret(String secret) {
        return store.notEnded(Tokens.hash(secret));
    }

    /// The token of that name, if it has not ended.
    Optional<ApiToken> named(String name) {
        return store.named(name);
    }

    /// Whoever came by a token of narrow scopes cannot issue himself a wider one.
    private void requireNoMoreThanOwn(List<String> scopes, Actor by) {
        if (scopes.contains("*")) access.requireOneself(by);
        for (var permission : Permission.values()) {
            if (scopes.contains(permission.key())) access.require(by, permission);
        }
    }

    private void validate(String name, List<String> scopes, @Nullable Instant expiresAt) {
        if (name.isBlank() || name.length() > 100) throw new Invalid("name", "length", "Between 1 and 100 characters.");
        if (scopes.isEmpty()) throw new Invalid("scopes", "required", "At least one permission, or * for all.");
        var known = Arrays.stream(Permission.values()).map(Permission::key).toList();
        for (var scope : scopes) {
            if (!scope.equals("*") && !known.contains(scope)) throw new Invalid("scopes", "unknown-scope", "There is no permission " + scope + ".");
        }
        if (expiresAt != null && !expiresAt.isAfter(time.now())) throw new Invalid("expiresAt", "in-the-past", "It must lie in the future.");
    }
}
