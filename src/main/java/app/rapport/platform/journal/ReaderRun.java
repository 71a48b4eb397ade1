package app.rapport.platform.journal;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.SharedReader.OfProjection;
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

/// One round of one shared reader: effect and cursor commit together, or neither.
@Component
class ReaderRun {

    static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEWAL = LEASE.dividedBy(3);
    private static final int BATCH = 500;
    private static final int TOGETHER = 16;
    static final int ATTEMPTS = 5;
    private static final Logger log = LoggerFactory.getLogger(ReaderRun.class);

    /// The lease or the cursor went to somebody else while we worked.
    private static final class Overtaken extends RuntimeException {}

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
    private final Transactions transactions;
    private final Time time;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    ReaderRun(JournalStore journal, JournalTail tail, ReaderStore store, Transactions transactions, Time time) {
        this.journal = journal;
        this.tail = tail;
        this.store = store;
        this.transactions = transactions;
        this.time = time;
    }

    /// Makes a reader known. A reaction hears what happens from now on; a projection everything.
    void register(SharedReader reader) {
        store.register(reader.name(), reader instanceof OfReaction ? journal.position() : 0, time.now());
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
            var stored = switch (reader) {
                case OfProjection(Projection projection) -> entries.isEmpty() ? place.stored : project(projection, entries, place.stored, holder);
                case OfReaction reaction -> react(reaction, SharedReader.commands(entries), place.stored, holder);
            };
            places.put(name, keep(name, place.movedTo(stored, end), holder));
            return !entries.isEmpty();
        } catch (RuntimeException | Error e) {
            places.remove(name);
            if (!(e instanceof Overtaken)) throw e;
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
        transactions.run(() -> advance(name, holder, place.stored, place.passed));
        return place.movedTo(place.passed, place.passed);
    }

    private static boolean passed(long since, Duration term) {
        return System.nanoTime() - since >= term.toNanos();
    }

    private static long lastPosition(List<JournalEntry> entries) {
        return new CommandFacts(0, entries.getLast().cause(), entries).lastPosition();
    }

    private long project(Projection projection, List<JournalEntry> entries, long cursor, UUID holder) {
        var last = lastPosition(entries);
        transactions.run(() -> {
            projection.on(entries);
            advance(projection.name(), holder, cursor, last);
        });
        return last;
    }

    /// Some commands that lead to something share a transaction; when one of them fails, each has its own. The answer is the cursor
    /// as stored.
    private long react(OfReaction reader, List<CommandFacts> commands, long cursor, UUID holder) {
        var wanted = commands.stream().filter(reader::wants).toList();
        var stored = cursor;
        for (var from = 0; from < wanted.size(); from += TOGETHER) {
            var some = wanted.subList(from, Math.min(wanted.size(), from + TOGETHER));
            if (some.size() == 1 || !reactToAll(reader.reaction(), some, stored, holder)) reactToEach(reader.reaction(), some, stored, holder);
            stored = some.getLast().lastPosition();
        }
        return stored;
    }

    private boolean reactToAll(Reaction reaction, List<CommandFacts> commands, long from, UUID holder) {
        try {
            transactions.run(() -> {
                for (var command : commands) reactOrPark(reaction, command);
                advance(reaction.name(), holder, from, commands.getLast().lastPosition());
            });
            return true;
        } catch (RuntimeException | Error e) {
            if (e instanceof Overtaken || Transactions.databaseIsAway(e)) throw e;
            return false;
        }
    }

    private void reactToEach(Reaction reaction, List<CommandFacts> commands, long from, UUID holder) {
        var stored = from;
        for (var command : commands) {
            reactTo(reaction, command, stored, holder);
            stored = command.lastPosition();
        }
    }

    /// What comes after a command of the same subject that is parked waits with it.
    private void reactOrPark(Reaction reaction, CommandFacts command) {
        if (store.isParked(reaction.name(), command.subjects())) {
            store.park(reaction.name(), command, 0, "waits behind an earlier command of the same subject", time.now());
        } else {
            Commands.causedBy(command, () -> reaction.on(command));
        }
    }

    private void reactTo(Reaction reaction, CommandFacts command, long from, UUID holder) {
        var key = reaction.name() + " " + command.command();
        try {
            transactions.run(() -> {
                reactOrPark(reaction, command);
                advance(reaction.name(), holder, from, command.lastPosition());
            });
            failures.remove(key);
        } catch (RuntimeException | Error e) {
            if (e instanceof Overtaken || Transactions.databaseIsAway(e)) throw e;
            var attempts = failures.merge(key, 1, Integer::sum);
            if (attempts < ATTEMPTS && !(e instanceof Commands.CausedTooDeep)) throw e;
            log.error("{} failed {} times on command {}; it is parked as a dead letter and can be replayed", reaction.name(), attempts, command.command(), e);
            transactions.run(() -> {
                store.park(reaction.name(), command, attempts, e.toString(), time.now());
                advance(reaction.name(), holder, from, command.lastPosition());
            });
            failures.remove(key);
        }
    }

    private void advance(String name, UUID holder, long from, long to) {
        if (!store.advance(name, holder, from, to, time.now())) throw new Overtaken();
    }
}
