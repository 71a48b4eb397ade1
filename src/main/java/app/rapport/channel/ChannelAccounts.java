package app.rapport.channel;

import app.rapport.channel.store.AccountStore;
import app.rapport.platform.Conflict;
import app.rapport.platform.Invalid;
import app.rapport.platform.NotFound;
import app.rapport.platform.VersionMismatch;
import app.rapport.platform.configuration.Configurations;
import app.rapport.platform.configuration.SecretValues;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.Facts;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.outbound.TargetCheck;
import app.rapport.platform.time.Time;
import app.rapport.workspace.Access;
import app.rapport.workspace.Directory;
import app.rapport.workspace.Permission;
import app.rapport.workspace.Team;
import app.rapport.workspace.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// The company's mailboxes, later its numbers, widgets and pages.
@Component
public class ChannelAccounts {

    /// @param password of the outgoing server; null leaves it
    public record Wanted(
            @Nullable String name, @Nullable Boolean active, @Nullable Optional<Long> teamId, MailboxSettings.@Nullable Outbound outbound,
            MailboxSettings.@Nullable Acknowledgement acknowledgement, @Nullable String password) {}

    static final String KIND = "channel-account";

    private final AccountStore store;
    private final Configurations configurations;
    private final SecretValues secrets;
    private final Admission admission;
    private final Commands commands;
    private final KnownAccounts known;
    private final Time time;

    /// Who may, and where to.
    @Component
    record Admission(Access access, Directory directory, TargetCheck targets) {}

    ChannelAccounts(AccountStore store, Configurations configurations, SecretValues secrets, Admission admission, Commands commands, KnownAccounts known, Time time) {
        this.store = store;
        this.configurations = configurations;
        this.secrets = secrets;
        this.admission = admission;
        this.commands = commands;
        this.known = known;
        this.time = time;
    }

    @Bean
    static Facts factsOfChannel() {
        return new Facts("channel", ChannelFact.class);
    }

    /// @throws Conflict `address-taken`; @throws Invalid what is wrong, `private-target` for a host that may not be named
    public ChannelAccount add(String kind, String name, String address, Wanted wanted, Actor by) {
        admission.access.require(by, Permission.CHANNEL_MANAGE);
        if (!kind.equals("email")) throw new Invalid("kind", "unknown-choice", "One of email.");
        validate(name, address);
        if (wanted.outbound() == null) throw new Invalid("outbound", "required", "The mail server that sends for this address.");
        var settings = new MailboxSettings(wanted.outbound(), wanted.acknowledgement() == null ? MailboxSettings.Acknowledgement.USUAL : wanted.acknowledgement());
        admission.targets.checkMail("outbound", settings.outbound().host(), settings.outbound().port());
        return commands.run(by, command -> {
            var team = wanted.teamId() == null ? null : wanted.teamId().orElse(null);
            checkTeam(team);
            var brand = admission.directory.mainBrand().id();
            var row = store.insert(kind, brand, team, name.strip(), address.strip(), time.now())
                    .orElseThrow(() -> new Conflict("address-taken", "Another mailbox has this address."));
            configurations.publish(KIND, "" + row.id(), 0, settings, by);
            if (wanted.password() != null && settings.outbound().username() != null) secrets.keep(KIND, "" + row.id(), wanted.password());
            command.append(new Subject(KIND, row.id()), 1, About.NOTHING, time.now(), List.of(new ChannelFact.AccountAdded(kind, row.name(), row.address(), settings, team)));
            Transactions.afterCommit(known::forget);
            return load(row);
        });
    }

    /// @throws VersionMismatch; @throws Invalid
    public ChannelAccount edit(long id, Wanted wanted, @Nullable Long ifVersion, Actor by) {
        admission.access.require(by, Permission.CHANNEL_MANAGE);
        if (wanted.outbound() != null) admission.targets.checkMail("outbound", wanted.outbound().host(), wanted.outbound().port());
        return commands.run(by, command -> {
            var row = store.lock(id).orElseThrow(NotFound::new);
            var before = load(row);
            if (ifVersion != null && ifVersion != before.version()) throw new VersionMismatch(before, before.version());
            var settings = new MailboxSettings(wanted.outbound() == null ? before.settings().outbound() : wanted.outbound(),
                    wanted.acknowledgement() == null ? before.settings().acknowledgement() : wanted.acknowledgement());
            var after = new AccountStore.Row(id, row.kind(), row.brandId(), wanted.teamId() == null ? row.teamId() : wanted.teamId().orElse(null),
                    wanted.name() == null ? row.name() : wanted.name().strip(), row.address(), wanted.active() == null ? row.active() : wanted.active(), row.problem(),
                    row.createdAt(), row.version() + 1);
            validate(after.name(), after.address());
            if (settings.outbound().username() != null) checkPassword(before, settings.outbound(), wanted.password());
            if (wanted.teamId() != null) checkTeam(after.teamId());
            save(after);
            if (!settings.equals(before.settings())) configurations.publish(KIND, "" + id, settingsVersion(id), settings, by);
            if (settings.outbound().username() == null) secrets.forget(KIND, "" + id);
            else if (wanted.password() != null) secrets.keep(KIND, "" + id, wanted.password());
            var facts = new java.util.ArrayList<ChannelFact>();
            facts.add(new ChannelFact.AccountChanged(new ChannelFact.AccountChanged.State(before.name(), before.active(), before.settings(), before.teamId()),
                    new ChannelFact.AccountChanged.State(after.name(), after.active(), settings, after.teamId())));
            if (wanted.password() != null) facts.add(new ChannelFact.PasswordChanged());
            command.append(new Subject(KIND, id), after.version(), About.NOTHING, time.now(), facts);
            Transactions.afterCommit(known::forget);
            return load(after);
        });
    }

    public ChannelAccount get(long id, Actor by) {
        admission.access.require(by, Permission.CHANNEL_VIEW);
        return store.find(id).map(this::load).orElseThrow(NotFound::new);
    }

    public List<ChannelAccount> list(@Nullable Long after, int limit, Actor by) {
        admission.access.require(by, Permission.CHANNEL_VIEW);
        return store.list(after, limit).stream().map(this::load).toList();
    }

    /// The active mailbox that mail to this address belongs to; `local+anything@domain` belongs to `local@domain`.
    public Optional<ChannelAccount> receivingFor(String address) {
        var exact = AccountStore.fold(address);
        var plain = exact.replaceFirst("\\+[^@]*@", "@");
        return all().stream().filter(ChannelAccount::active).filter(account -> {
            var own = AccountStore.fold(account.address());
            return own.equals(exact) || own.equals(plain);
        }).findFirst();
    }

    /// By id, for those who deliver; from memory.
    public Optional<ChannelAccount> find(long id) {
        return all().stream().filter(account -> account.id() == id).findFirst();
    }

    /// Those that the viewer sees the work of; null when all.
    @Nullable List<Long> seenBy(Viewer viewer) {
        return viewer.scope().all() ? null : all().stream().filter(account -> viewer.sees(account.place())).map(ChannelAccount::id).toList();
    }

    /// What replies go out by when the ticket did not come in by an account.
    public Optional<ChannelAccount> usual() {
        return all().stream().filter(ChannelAccount::active).findFirst();
    }

    public Optional<String> password(long id) {
        return secrets.find(KIND, "" + id);
    }

    /// Shown to administrators beside the account; null when it works again.
    public void problem(long id, @Nullable String problem) {
        store.problem(id, problem);
    }

    /// What we are reached under is no secret to those who answer; from memory.
    public List<String> addresses() {
        return all().stream().map(ChannelAccount::address).toList();
    }

    private List<ChannelAccount> all() {
        return known.orRead(() -> store.list(null, 10_000).stream().map(this::load).toList());
    }

    private ChannelAccount load(AccountStore.Row row) {
        var settings = configurations.find(KIND, "" + row.id(), MailboxSettings.class).orElseThrow().body();
        return new ChannelAccount(row.id(), row.kind(), row.brandId(), row.teamId(), row.name(), row.address(), row.active(), settings,
                secrets.find(KIND, "" + row.id()).isPresent(), row.problem(), row.createdAt(), row.version());
    }

    private long settingsVersion(long id) {
        return configurations.find(KIND, "" + id, MailboxSettings.class).map(Configurations.Published::version).orElse(0L);
    }

    private void save(AccountStore.Row row) {
        try {
            store.save(row);
        } catch (DuplicateKeyException e) {
            throw new Conflict("address-taken", "Another active mailbox has this address.");
        }
    }

    private void checkTeam(@Nullable Long id) {
        if (id != null && admission.directory.team(id).filter(Team::active).isEmpty()) throw new Invalid("teamId", "unknown-team", "There is no team " + id + ".");
    }

    /// A password goes to the server that it was typed in for: else whoever may edit a mailbox could have it sent to a server of their own.
    private static void checkPassword(ChannelAccount before, MailboxSettings.Outbound after, @Nullable String password) {
        if (password != null || !before.hasPassword() || before.settings().outbound().host().equalsIgnoreCase(after.host())) return;
        throw new Invalid("outbound.password", "required", "Type the password again: it was kept for " + before.settings().outbound().host() + ".");
    }

    private static void validate(String name, String address) {
        if (name.isBlank() || name.length() > 100) throw new Invalid("name", "length", "Between 1 and 100 characters.");
        if (name.chars().anyMatch(Character::isISOControl)) throw new Invalid("name", "not-text", "Without control characters: it stands in the head of mails.");
        if (address.length() > 254 || !address.strip().matches("[^\\s@<>,;:\"+]+@[^\\s@<>,;:\"]+"))
            throw new Invalid("address", "not-an-address", "An e-mail address such as support@example.com, without a + part.");
    }
}
