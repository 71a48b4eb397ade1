package app.rapport.platform.journal;

import java.util.List;
import java.util.function.BiConsumer;

/// All facts of one command, which stand together in the journal.
public record CommandFacts(long command, JournalEntry.Cause cause, List<JournalEntry> entries) {

    /// Calls `action` with the entry and the fact, for each fact of that type.
    public <F extends Fact> void each(Class<F> type, BiConsumer<JournalEntry, F> action) {
        for (var entry : entries) {
            if (type.isInstance(entry.fact())) action.accept(entry, type.cast(entry.fact()));
        }
    }

    public long lastPosition() {
        var last = entries.getLast().position();
        if (last == null) throw new IllegalStateException("Command " + command + " has no position yet");
        return last;
    }

    public List<String> subjects() {
        return entries.stream().map(entry -> entry.subject().text()).distinct().toList();
    }
}
