package app.rapport.platform.journal;

import java.util.Set;

/// Reacts to what happened by commands of its own. Hears only what is live and after its activation; runs on one node at
/// a time; its effect and its cursor commit together. At least once: make it idempotent.
public interface Reaction {

    /// Stable: the cursor is kept under it.
    String name();

    /// The facts it wants to hear; commands without one of them are passed over cheaply.
    Set<Class<? extends Fact>> hears();

    /// Runs in the transaction that also moves the cursor. No network call in here.
    void on(CommandFacts facts);
}
