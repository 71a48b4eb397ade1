package app.rapport.platform.journal;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.store.ReaderStore;
import app.rapport.platform.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Hands commands to a shared reader: effect and cursor commit together, or neither. A command that fails is tried again (when, the
/// reader's [Loop] says), then parked, and with it what comes later about the same subjects; the rest goes on.
@Component
class Handing {

    static final int ATTEMPTS = 5;
    private static final Logger log = LoggerFactory.getLogger(Handing.class);

    /// The lease or the cursor went to somebody else while we worked.
    static final class Overtaken extends RuntimeException {}

    private final ReaderStore store;
    private final Transactions transactions;
    private final Time time;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    Handing(ReaderStore store, Transactions transactions, Time time) {
        this.store = store;
        this.transactions = transactions;
        this.time = time;
    }

    /// Several commands share a transaction; when one of them fails, each has its own.
    ///
    /// @param cursor as stored
    /// @return the cursor as stored now: after the last command that the reader wanted
    /// @throws Overtaken nothing of the last transaction was kept
    long hand(SharedReader reader, List<CommandFacts> commands, long cursor, UUID holder) {
        var wanted = commands.stream().filter(reader::wants).toList();
        var stored = cursor;
        for (var from = 0; from < wanted.size(); ) {
            var some = wanted.subList(from, from + Math.min(wanted.size() - from, reader.together()));
            if (some.size() == 1 || !handTogether(reader, some, stored, holder)) handEach(reader, some, stored, holder);
            stored = some.getLast().lastPosition();
            from += some.size();
        }
        return stored;
    }

    /// Moves the cursor over what led to nothing.
    void advance(String name, UUID holder, long from, long to) {
        if (!store.advance(name, holder, from, to, time.now())) throw new Overtaken();
    }

    private boolean handTogether(SharedReader reader, List<CommandFacts> commands, long from, UUID holder) {
        try {
            take(reader, commands, from, holder);
            return true;
        } catch (RuntimeException | Error e) {
            if (e instanceof Overtaken || Transactions.databaseIsAway(e)) throw e;
            return false;
        }
    }

    private void handEach(SharedReader reader, List<CommandFacts> commands, long from, UUID holder) {
        var stored = from;
        for (var command : commands) {
            handOne(reader, command, stored, holder);
            stored = command.lastPosition();
        }
    }

    private void handOne(SharedReader reader, CommandFacts command, long from, UUID holder) {
        var key = reader.name() + " " + command.command();
        try {
            take(reader, List.of(command), from, holder);
        } catch (RuntimeException | Error e) {
            if (e instanceof Overtaken || Transactions.databaseIsAway(e)) throw e;
            var attempts = failures.merge(key, 1, Integer::sum);
            if (attempts < ATTEMPTS && !(e instanceof Commands.CausedTooDeep)) throw e;
            log.error("{} failed {} times on command {}; it is parked as a dead letter and can be replayed", reader.name(), attempts, command.command(), e);
            transactions.run(() -> {
                store.park(reader.name(), command, attempts, Failures.named(e), time.now());
                advance(reader.name(), holder, from, command.lastPosition());
            });
        }
        failures.remove(key);
    }

    private void take(SharedReader reader, List<CommandFacts> commands, long from, UUID holder) {
        transactions.run(() -> {
            reader.take(parkFollowers(reader.name(), commands));
            advance(reader.name(), holder, from, commands.getLast().lastPosition());
        });
    }

    /// What comes after a parked command of the same subject waits with it.
    ///
    /// @return the others
    private List<CommandFacts> parkFollowers(String reader, List<CommandFacts> commands) {
        if (!store.hasParked(reader)) return commands;
        var free = new ArrayList<CommandFacts>();
        for (var command : commands) {
            if (store.isParked(reader, command.subjects())) {
                store.park(reader, command, 0, "waits behind an earlier command of the same subject", time.now());
            } else {
                free.add(command);
            }
        }
        return free;
    }
}
