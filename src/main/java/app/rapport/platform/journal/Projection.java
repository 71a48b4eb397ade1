package app.rapport.platform.journal;

import java.util.List;

/// Keeps tables that can be rebuilt from the journal's start. Hears every origin; runs on one node at a time; what it
/// writes and its cursor commit together.
public interface Projection {

    /// Stable: the cursor is kept under it.
    String name();

    /// Whole commands, in order. Runs in the transaction that also moves the cursor.
    void on(List<JournalEntry> entries);

    /// Empties what it keeps, before it is built from the start again.
    void reset();
}
