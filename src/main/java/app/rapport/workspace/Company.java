package app.rapport.workspace;

import app.rapport.platform.configuration.Configurations;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// The settings of the company as a whole.
@Component
public class Company {

    private static final String KIND = "settings";
    private static final String KEY = "company";

    private final Configurations configurations;
    private final Access access;
    private final Commands commands;
    private final Time time;

    Company(Configurations configurations, Access access, Commands commands, Time time) {
        this.configurations = configurations;
        this.access = access;
        this.commands = commands;
        this.time = time;
    }

    public Settings settings() {
        return configurations.find(KIND, KEY, Settings.class).map(Configurations.Published::body).orElse(Settings.INITIAL);
    }

    /// @throws app.rapport.platform.Invalid what the new settings break
    public Settings change(UnaryOperator<Settings> edit, Actor by) {
        return commands.run(by, command -> {
            access.require(by, Permission.SETTINGS_MANAGE);
            var published = configurations.find(KIND, KEY, Settings.class);
            var before = published.map(Configurations.Published::body).orElse(Settings.INITIAL);
            var after = edit.apply(before);
            if (after.equals(before)) return before;
            var version = configurations.publish(KIND, KEY, published.map(Configurations.Published::version).orElse(0L), after, by).version();
            command.append(new Subject("configuration", 1), version, About.NOTHING, time.now(), List.of(new WorkspaceFact.SettingsChanged(before, after)));
            return after;
        });
    }
}
