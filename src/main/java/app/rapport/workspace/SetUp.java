package app.rapport.workspace;

import app.rapport.platform.Conflict;
import app.rapport.platform.Forbidden;
import app.rapport.platform.crypto.Tokens;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.workspace.store.TeamStore;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The first steps of an empty installation: its brand, its first administrator, from the environment or by a one-time link.
@Component
public class SetUp {

    private static final Actor SET_UP = Actor.system("set-up");
    private static final String TOKEN_NAME = "RAPPORT_ADMIN_TOKEN";

    private final WorkspaceSettings environment;
    private final Agents agents;
    private final ApiTokens tokens;
    private final Sessions sessions;
    private final Opening opening;
    private final String linkToken = Tokens.random();

    /// What is written when an installation is opened.
    @Component
    static class Opening {
        private final TeamStore teams;
        private final Company company;
        private final Transactions transactions;

        Opening(TeamStore teams, Company company, Transactions transactions) {
            this.teams = teams;
            this.company = company;
            this.transactions = transactions;
        }
    }

    SetUp(WorkspaceSettings environment, Agents agents, ApiTokens tokens, Sessions sessions, Opening opening) {
        this.environment = environment;
        this.agents = agents;
        this.tokens = tokens;
        this.sessions = sessions;
        this.opening = opening;
    }

    /// At every start: the brand of a new installation, and the administrator and token that the environment names. Of several nodes that start
    /// together one does it, and the others find it done.
    public void fromEnvironment() {
        opening.transactions.run(() -> {
            opening.teams.lockSetUp();
            openFromEnvironment();
        });
    }

    private void openFromEnvironment() {
        if (opening.teams.brands().isEmpty()) opening.teams.insertBrand("main", "Main", "en", "Europe/Berlin");
        var email = environment.adminEmail();
        var password = environment.adminPassword();
        if (!agents.any() && email != null && !email.isBlank() && password != null) addAdministrator(email, password);
        var secret = environment.adminToken();
        if (secret != null && !secret.isBlank() && agents.any()) renewToken(secret);
    }

    public boolean isNeeded() {
        return !agents.any();
    }

    /// Empty when the installation has its administrator.
    public Optional<String> linkToken() {
        return isNeeded() ? Optional.of(linkToken) : Optional.empty();
    }

    public boolean isLinkToken(@Nullable String token) {
        return token != null && MessageDigest.isEqual(Tokens.hash(token), Tokens.hash(linkToken));
    }

    /// The first administrator names the company and is signed in. `more` runs in the same transaction, as him.
    ///
    /// @throws Forbidden the link's token is wrong; @throws Conflict `already-set-up`
    public Sessions.SignedIn open(String token, String companyName, Agents.NewAgent administrator, java.util.function.Consumer<Actor> more,
            @Nullable String address, @Nullable String userAgent) {
        if (!isLinkToken(token)) throw Forbidden.because("The set-up link is wrong or used; the program prints a new one when it starts.");
        return opening.transactions.run(() -> {
            opening.teams.lockSetUp();
            if (agents.any()) throw new Conflict("already-set-up", "This installation is set up already; sign in instead.");
            var agent = agents.add(administrator, SET_UP);
            opening.company.change(settings -> new Settings(companyName, settings.zone(), settings.locale(), settings.rawMailDays()), null, SET_UP);
            more.accept(new Actor("agent", agent.id(), "set-up"));
            return sessions.open(agent.id(), address, userAgent);
        });
    }

    private void addAdministrator(String email, String password) {
        agents.add(new Agents.NewAgent("Administrator", email, Role.ADMINISTRATOR, password, Set.of(), Scope.ALL), SET_UP);
    }

    /// A value that was in force before may come back.
    private void renewToken(String secret) {
        if (tokens.find(secret).isPresent()) return;
        Stream.concat(tokens.named(TOKEN_NAME).stream(), tokens.ofSecret(secret).stream()).map(ApiToken::id).distinct().forEach(id -> tokens.end(id, SET_UP));
        var email = environment.adminEmail();
        var administrator = email == null ? null : agents.named(email);
        if (administrator != null && administrator.active()) tokens.issue(TOKEN_NAME, administrator.id(), List.of("*"), null, secret, SET_UP);
    }
}
