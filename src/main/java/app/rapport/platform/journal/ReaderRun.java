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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One round of one shared reader: effect and cursor commit together, or neither.
@Component
class ReaderRun {

    static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final int BATCH = 500;
    static final int ATTEMPTS = 5;
    private static final Logger log = LoggerFactory.getLogger(ReaderRun.class);

    /// The lease or the cursor went to somebody else while we worked.
    private static final class Overtaken extends RuntimeException {}

    private final JournalStore journal;
    private final ReaderStore store;
    private final Transactions transactions;
    private final Time time;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    ReaderRun(JournalStore journal, ReaderStore store, Transactions transactions, Time time) {
        this.journal = journal;
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
        var cursor = store.lease(reader.name(), holder, time.now(), LEASE);
        if (cursor.isEmpty()) return false;
        var entries = journal.after(cursor.get(), BATCH);
        if (entries.isEmpty()) return false;
        try {
            switch (reader) {
                case OfProjection(Projection projection) -> project(projection, entries, cursor.get(), holder);
                case OfReaction reaction -> react(reaction, SharedReader.commands(entries), cursor.get(), holder);
            }
        } catch (Overtaken e) {
            log.info("{} is run by another node now", reader.name());
            return false;
        }
        return true;
    }

    private void project(Projection projection, List<JournalEntry> entries, long cursor, UUID holder) {
        var last = new CommandFacts(0, entries.getLast().cause(), entries).lastPosition();
        transactions.run(() -> {
            projection.on(entries);
            advance(projection.name(), holder, cursor, last);
        });
    }

    /// Commands that lead to nothing only move the cursor, together; each of the others is a transaction of its own.
    private void react(OfReaction reader, List<CommandFacts> commands, long cursor, UUID holder) {
        var from = cursor;
        var passed = cursor;
        for (var command : commands) {
            if (reader.wants(command)) {
                reactTo(reader.reaction(), command, from, holder);
                from = command.lastPosition();
            }
            passed = command.lastPosition();
        }
        if (passed == from) return;
        var start = from;
        var end = passed;
        transactions.run(() -> advance(reader.name(), holder, start, end));
    }

    private void reactTo(Reaction reaction, CommandFacts command, long from, UUID holder) {
        var key = reaction.name() + " " + command.command();
        try {
            transactions.run(() -> {
                if (store.isParked(reaction.name(), command.subjects())) {
                    store.park(reaction.name(), command, 0, "waits behind an earlier command of the same subject", time.now());
                } else {
                    Commands.causedBy(command, () -> reaction.on(command));
                }
                advance(reaction.name(), holder, from, command.lastPosition());
            });
            failures.remove(key);
        } catch (RuntimeException e) {
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
