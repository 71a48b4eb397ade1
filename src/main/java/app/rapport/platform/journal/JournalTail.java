package app.rapport.platform.journal;

import app.rapport.platform.store.JournalStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The newest facts, read from the database once for all readers of this node: they all want the same ones at the same moment,
/// and each reading by itself cost more than what they do with them. Whoever is further behind reads for himself.
@Component
class JournalTail {

    private static final int LENGTH = 2000;
    private static final int BATCH = 1000;
    /// What another node has numbered is seen so much later.
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final JournalStore store;
    /// Whole commands, of positions without gaps.
    private List<JournalEntry> newest = List.of();
    private volatile boolean moved;
    private long askedAt = System.nanoTime() - PATIENCE.toNanos();

    JournalTail(JournalStore store, Sequencer sequencer) {
        this.store = store;
        sequencer.onNumbered(() -> moved = true);
    }

    /// The facts after `position`, in whole commands: about `limit`, more when one command alone has more.
    List<JournalEntry> after(long position, int limit) {
        var known = following(position);
        if (known == null) return store.after(position, limit).entries();
        return known.size() <= limit ? known : whole(known, limit);
    }

    /// All that is known after `position`; null when that does not follow on what is known.
    private synchronized @Nullable List<JournalEntry> following(long position) {
        if (newest.isEmpty() || position < first() - 1 || position > last()) return startAt(position);
        if (position == last()) readOn();
        if (newest.isEmpty()) return null;
        return newest.subList((int) (position - first()) + 1, newest.size());
    }

    private @Nullable List<JournalEntry> startAt(long position) {
        // Only one who is at the very end makes a new tail: another one would lead the others away from it.
        if (!newest.isEmpty() && position < last()) return null;
        var found = read(position);
        keep(found);
        return found;
    }

    private void readOn() {
        if (!moved && System.nanoTime() - askedAt < PATIENCE.toNanos()) return;
        var next = read(last());
        if (next.isEmpty()) return;
        var kept = new ArrayList<>(newest.subList(Math.max(0, newest.size() - LENGTH), newest.size()));
        kept.addAll(next);
        keep(kept);
    }

    private List<JournalEntry> read(long position) {
        moved = false;
        askedAt = System.nanoTime();
        var batch = store.after(position, BATCH);
        if (!batch.isAll()) moved = true;
        return batch.entries();
    }

    /// A list is found in by position, so one with a gap is none.
    private void keep(List<JournalEntry> entries) {
        newest = List.copyOf(entries);
        if (!newest.isEmpty() && last() - first() + 1 != newest.size()) newest = List.of();
    }

    private long first() {
        return position(newest.getFirst());
    }

    private long last() {
        return position(newest.getLast());
    }

    private static long position(JournalEntry entry) {
        var position = entry.position();
        if (position == null) throw new IllegalStateException("Fact " + entry.seq() + " was read before it had a position");
        return position;
    }

    private static List<JournalEntry> whole(List<JournalEntry> entries, int limit) {
        var end = limit;
        while (end > 0 && entries.get(end - 1).command() == entries.get(end).command()) end--;
        if (end > 0) return entries.subList(0, end);
        for (end = limit; end < entries.size() && entries.get(end).command() == entries.getFirst().command(); end++) continue;
        return entries.subList(0, end);
    }
}
