package app.rapport.platform.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// A part of the program that each node has for itself and that follows the journal from the program's start to its stop:
/// what it keeps in memory, in an index, on the screens.
public abstract class LocalReader implements SmartLifecycle {

    private final String name;
    private final Journal journal;
    private final int phase;
    private volatile Journal.@Nullable Following following;
    private volatile boolean running;

    /// @param phase one of [Phases]
    protected LocalReader(String name, Journal journal, int phase) {
        this.name = name;
        this.journal = journal;
        this.phase = phase;
    }

    /// Whole commands, in order; handed over again if it throws.
    protected abstract void on(List<JournalEntry> entries);

    /// From here on it reads; its answer when it starts.
    protected long from() {
        return journal.position();
    }

    /// Up to where the journal has been handed over, when it stopped as well; 0 before it runs.
    public final long readUpTo() {
        var reader = following;
        return reader == null ? 0 : reader.position();
    }

    @Override
    public void start() {
        following = journal.follow(name, from(), this::on);
        running = true;
    }

    @Override
    public void stop() {
        var reader = following;
        running = false;
        if (reader != null) reader.close();
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
