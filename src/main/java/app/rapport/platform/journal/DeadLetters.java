package app.rapport.platform.journal;

import app.rapport.platform.database.Pipeline;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.ReaderStore;
import app.rapport.platform.time.Time;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/// Commands that a reader could not work through: to be seen, and replayed when the cause is mended.
@Component
public class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final ReaderStore store;
    private final JournalStore journal;
    private final Transactions transactions;
    private final Readers.AllReaders readers;
    private final Time time;

    DeadLetters(ReaderStore store, JournalStore journal, Transactions transactions, Readers.AllReaders readers, Time time) {
        this.store = store;
        this.journal = journal;
        this.transactions = transactions;
        this.readers = readers;
        this.time = time;
    }

    public List<DeadLetter> open(@Nullable Long before, int limit) {
        return store.deadLetters(before, limit);
    }

    public List<JournalEntry> factsOf(DeadLetter letter) {
        return journal.command(letter.command());
    }

    /// Hands the command to its reader again, in the caller's transaction if there is one.
    ///
    /// @return empty when there is no such letter or it has been replayed already
    /// @throws OutOfOrder an earlier command of the same subject is parked too and comes first
    /// @throws ReplayFailed it stays parked; the transaction must be rolled back
    public Optional<DeadLetter> replay(long id) {
        return transactions.run(() -> {
            var letter = store.lockDeadLetter(id);
            letter.ifPresent(this::replay);
            return letter;
        });
    }

    /// What waited behind a replayed one, and behind that, in order, each in a transaction of its own, until one fails. What the reader
    /// parks meanwhile comes too.
    public void replayFollowers(DeadLetter letter) {
        var subjects = new HashSet<>(letter.subjects());
        try {
            var next = store.nextFollower(letter.reader(), letter.command(), subjects);
            while (next.isPresent()) {
                replay(next.get().id());
                subjects.addAll(next.get().subjects());
                next = store.nextFollower(letter.reader(), next.get().command(), subjects);
            }
        } catch (ReplayFailed | OutOfOrder e) {
            log.warn("{} The commands behind it wait until it is replayed", e.getMessage(), e);
        }
    }

    private void replay(DeadLetter letter) {
        store.predecessor(letter).ifPresent(first -> {
            throw new OutOfOrder(letter, first);
        });
        var entries = journal.command(letter.command());
        var facts = new CommandFacts(letter.command(), entries.getFirst().cause(), entries);
        try {
            reader(letter.reader()).take(List.of(facts));
            Pipeline.flush();
        } catch (RuntimeException | Error e) {
            if (e instanceof ConcurrencyFailureException || Transactions.databaseIsAway(e)) throw e;
            throw new ReplayFailed(letter, e);
        }
        store.replayed(letter.id(), time.now());
    }

    private SharedReader reader(String name) {
        return readers.readers().stream().filter(reader -> reader.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no reader " + name + " in this version"));
    }

    /// The reader failed on the command once more.
    public static final class ReplayFailed extends RuntimeException {
        ReplayFailed(DeadLetter letter, Throwable cause) {
            super(letter.reader() + " failed again on command " + letter.command() + ": " + cause.getMessage(), cause);
        }
    }

    /// The order of a subject's commands would be lost.
    public static final class OutOfOrder extends RuntimeException {
        private final long first;

        OutOfOrder(DeadLetter letter, DeadLetter first) {
            super("Dead letter " + letter.id() + " of " + letter.reader() + " waits behind " + first.id() + ".");
            this.first = first.id();
        }

        /// The letter to be replayed first.
        public long first() {
            return first;
        }
    }
}
