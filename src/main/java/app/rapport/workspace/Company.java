package app.rapport.workspace;

import app.rapport.platform.Invalid;
import app.rapport.platform.VersionMismatch;
import app.rapport.platform.configuration.Configurations;
import app.rapport.platform.configuration.Configurations.Published;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The settings of the company as a whole.
@Component
public class Company {

    private static final String KIND = "settings";
    private static final String KEY = "company";

    private final Configurations configurations;
    private final Access access;
    private final Directory directory;
    private final Commands commands;
    private final Time time;

    Company(Configurations configurations, Access access, Directory directory, Commands commands, Time time) {
        this.configurations = configurations;
        this.access = access;
        this.directory = directory;
        this.commands = commands;
        this.time = time;
    }

    public Settings settings() {
        return directory.settings(() -> published().body());
    }

    /// With their version, for those who may change them.
    public Published<Settings> get(Actor by) {
        access.require(by, Permission.SETTINGS_MANAGE);
        return published();
    }

    /// @param ifVersion refused when the settings have another version meanwhile
    /// @throws app.rapport.platform.Invalid what the new settings break; @throws VersionMismatch
    public Published<Settings> change(UnaryOperator<Settings> edit, @Nullable Long ifVersion, Actor by) {
        return commands.run(by, command -> {
            configurations.lock(KIND, KEY);
            access.require(by, Permission.SETTINGS_MANAGE);
            var before = published();
            if (ifVersion != null && ifVersion != before.version()) throw new VersionMismatch(before, before.version());
            var after = edit.apply(before.body());
            if (after.equals(before.body())) return before;
            if (after.company().isBlank() && !before.body().company().isBlank()) throw new Invalid("company", "required", "A company has a name.");
            var published = configurations.publish(KIND, KEY, before.version(), after, by);
            command.append(new Subject("configuration", 1), published.version(), About.NOTHING, time.now(), List.of(new WorkspaceFact.SettingsChanged(before.body(), after)));
            Transactions.afterCommit(() -> directory.forget("configuration", 1));
            return published;
        });
    }

    private Published<Settings> published() {
        return configurations.find(KIND, KEY, Settings.class).orElse(new Published<>(Settings.INITIAL, 0));
    }
}
