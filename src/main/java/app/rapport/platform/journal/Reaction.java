package app.rapport.platform.journal;

import java.util.List;
import java.util.Set;

/// Reacts to what happened by commands of its own. Hears only what is live and after its activation; runs on one node at
/// a time; its effect and its cursor commit together. At least once: make it idempotent.
public interface Reaction {

    /// Stable: the cursor is kept under it.
    String name();

    /// The facts it wants to hear; commands without one of them are passed over cheaply.
    Set<Class<? extends Fact>> hears();

    /// Commands in order, in the transaction that also moves the cursor; when it fails for several, each has its own. No network call in
    /// here. Each of its own commands must run in [Commands#causedBy]: else nothing ends a chain of reactions to one another.
    void on(List<CommandFacts> commands);

    /// One that takes them one by one.
    interface OneByOne extends Reaction {
        void on(CommandFacts facts);

        @Override
        default void on(List<CommandFacts> commands) {
            for (var command : commands) Commands.causedBy(command, () -> on(command));
        }
    }
}
