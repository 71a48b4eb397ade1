package app.rapport.platform.journal;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.SharedReader.OfReaction;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.ReaderStore;
import app.rapport.platform.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One round of one shared reader: who may run it, and from where to where it reads.
@Component
class ReaderRun {

    static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEWAL = LEASE.dividedBy(3);
    private static final int BATCH = 500;
    private static final Logger log = LoggerFactory.getLogger(ReaderRun.class);

    /// Where a reader is, as this node knows it, while it has the lease.
    ///
    /// @param stored its cursor in the database; @param passed up to here everything after that led to nothing
    private record Place(long stored, long passed, long leasedAt, long storedAt) {

        Place movedTo(long nextStored, long nextPassed) {
            return new Place(nextStored, nextPassed, leasedAt, nextStored == stored ? storedAt : System.nanoTime());
        }
    }

    private final JournalStore journal;
    private final JournalTail tail;
    private final ReaderStore store;
    private final Handing handing;
    private final Transactions transactions;
    private final Time time;
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    ReaderRun(JournalStore journal, JournalTail tail, ReaderStore store, Handing handing, Transactions transactions, Time time) {
        this.journal = journal;
        this.tail = tail;
        this.store = store;
        this.transactions = transactions;
        this.handing = handing;
        this.time = time;
    }

    /// Makes a reader known. A reaction hears what happens from now on; a projection everything.
    void register(SharedReader reader) {
        store.register(reader.name(), reader instanceof OfReaction ? endOfJournal() : 0, time.now());
    }

    /// Builds a projection anew: what it keeps and what is parked for it goes, and it reads from the start, on whichever node runs it.
    void rebuild(Projection projection) {
        transactions.run(() -> {
            // First its row: a round that is at work elsewhere has either committed by now or is overtaken.
            store.rewind(projection.name(), time.now());
            projection.reset();
        });
        places.remove(projection.name());
    }

    /// Facts that are committed and have no position yet are before the end too.
    private long endOfJournal() {
        while (transactions.run(() -> journal.number(BATCH)).facts() >= BATCH) continue;
        return journal.position();
    }

    /// Whether there may be more to do at once.
    boolean round(SharedReader reader, UUID holder) {
        var name = reader.name();
        try {
            var place = places.get(name);
            if (place == null || passed(place.leasedAt, RENEWAL)) place = lease(name, holder, place);
            if (place == null) return false;
            var entries = tail.after(place.passed, BATCH);
            var end = entries.isEmpty() ? place.passed : lastPosition(entries);
            var stored = handing.hand(reader, SharedReader.commands(entries), place.stored, holder);
            places.put(name, keep(name, place.movedTo(stored, end), holder));
            return !entries.isEmpty();
        } catch (RuntimeException | Error e) {
            places.remove(name);
            if (!(e instanceof Handing.Overtaken)) throw e;
            log.info("{} is run by another node now", name);
            return false;
        }
    }

    /// Up to where this node has read; null when another one runs the reader.
    @Nullable Long position(String name) {
        var place = places.get(name);
        return place == null ? null : place.passed;
    }

    private @Nullable Place lease(String name, UUID holder, @Nullable Place former) {
        var cursor = store.lease(name, holder, time.now(), LEASE);
        if (cursor.isEmpty()) {
            places.remove(name);
            return null;
        }
        var now = System.nanoTime();
        return new Place(cursor.get(), former != null && former.stored == cursor.get() ? former.passed : cursor.get(), now, now);
    }

    /// What led to nothing moves the stored cursor once a second at most: each time it is a commit.
    private Place keep(String name, Place place, UUID holder) {
        if (place.passed == place.stored || !passed(place.storedAt, POLL)) return place;
        transactions.run(() -> handing.advance(name, holder, place.stored, place.passed));
        return place.movedTo(place.passed, place.passed);
    }

    private static boolean passed(long since, Duration term) {
        return System.nanoTime() - since >= term.toNanos();
    }

    private static long lastPosition(List<JournalEntry> entries) {
        return new CommandFacts(0, entries.getLast().cause(), entries).lastPosition();
    }
}
