package app.rapport.platform.journal;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.store.JournalStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/// Gives committed facts their position, densely and in whole commands. Any node may do it; the head's row lock lets one at a
/// time. Why positions are given after the commit: docs/adr/0001.
@Component
public class Sequencer extends Rounds {

    private static final int BATCH = 2000;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final JournalStore journal;
    private final Transactions transactions;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> listenersHere = new CopyOnWriteArrayList<>();

    public Sequencer(JournalStore journal, Transactions transactions) {
        super("sequencer", POLL, Phases.SEQUENCER);
        this.journal = journal;
        this.transactions = transactions;
    }

    /// Calls `listener` whenever there are new positions. It must return at once.
    void onNumbered(Runnable listener) {
        listeners.add(listener);
    }

    /// Calls `listener` whenever this node has given new positions. It must return at once.
    void onNumberedHere(Runnable listener) {
        listenersHere.add(listener);
    }

    /// Another node has given new positions.
    void numberedElsewhere() {
        listeners.forEach(Runnable::run);
    }

    /// One batch; whether there may be more.
    @Override
    protected boolean round() {
        if (!journal.hasUnnumbered()) return false;
        var numbered = transactions.run(() -> journal.number(BATCH));
        if (numbered.facts() > 0) {
            listeners.forEach(Runnable::run);
            listenersHere.forEach(Runnable::run);
        }
        // Under load the next ones come together: each batch is a commit, and wakes every reader.
        LockSupport.parkNanos(PACE.toNanos());
        return numbered.facts() >= BATCH;
    }
}
