package app.rapport.workspace;

import app.rapport.platform.Forbidden;
import app.rapport.platform.NotFound;
import app.rapport.platform.journal.Actor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The one place that says who may do what. Outside one's scope a thing is not found; inside, without the permission, forbidden.
@Component
public class Access {

    private static final String TOKEN = "token:";
    private static final Viewer PROGRAM = new Viewer(0, Scope.ALL, Set.of());

    private final Directory directory;

    Access(Directory directory) {
        this.directory = directory;
    }

    /// The actor of a request that came with an API token.
    public static Actor byToken(long agentId, long tokenId) {
        return new Actor("agent", agentId, TOKEN + tokenId);
    }

    /// The API token that he came with, if he did.
    public static @Nullable Long tokenOf(Actor by) {
        var via = by.via();
        return via == null || !via.startsWith(TOKEN) ? null : Long.valueOf(via.substring(TOKEN.length()));
    }

    /// @throws Forbidden the actor's role or his token does not give it
    public void require(Actor by, Permission permission) {
        if (!may(by, permission)) throw new Forbidden(permission.key());
    }

    /// @throws NotFound outside the actor's scope; @throws Forbidden inside, but not permitted
    public void require(Actor by, Permission permission, Place place) {
        if (!viewer(by).sees(place) || !may(by, Permission.TICKET_VIEW)) throw new NotFound();
        require(by, permission);
    }

    /// For what everybody may with what is his own, such as his sessions: not for tokens of narrow scopes.
    ///
    /// @throws Forbidden
    public void requireOneself(Actor by) {
        if (!tokenAllows(by, ApiToken::isUnlimited)) throw new Forbidden("*");
    }

    public boolean may(Actor by, Permission permission) {
        if (by.isSystem()) return true;
        if (!by.is("agent")) return false;
        return directory.agent(by.id()).map(agent -> agent.may(permission)).orElse(false) && tokenAllows(by, token -> token.allows(permission));
    }

    /// What the actor may do, for `can` and for the screen.
    public Set<Permission> permissions(Actor by) {
        return Arrays.stream(Permission.values()).filter(permission -> may(by, permission)).collect(Collectors.toUnmodifiableSet());
    }

    /// What the actor may see. Whoever is not an active agent sees nothing.
    public Viewer viewer(Actor by) {
        return by.isSystem() ? PROGRAM : viewer(by, directory.agent(by.id()));
    }

    /// The same with everything that is committed by now, whatever this node has heard of it.
    public Viewer viewerReadAnew(Actor by) {
        return by.isSystem() ? PROGRAM : viewer(by, directory.agentReadAnew(by.id()));
    }

    private static Viewer viewer(Actor by, Optional<Agent> found) {
        return found
                .filter(agent -> by.is("agent") && agent.active())
                .map(agent -> new Viewer(agent.id(), agent.scope(), agent.teamIds()))
                .orElse(new Viewer(by.id(), new Scope(false, Set.of(), Set.of(), false), Set.of()));
    }

    private boolean tokenAllows(Actor by, Predicate<ApiToken> what) {
        var token = tokenOf(by);
        return token == null || directory.token(token).filter(what).isPresent();
    }
}
