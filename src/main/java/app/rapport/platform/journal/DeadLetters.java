package app.rapport.platform.journal;

import app.rapport.platform.database.Pipeline;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.ReaderStore;
import app.rapport.platform.time.Time;
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
    /// @throws ReplayFailed it stays parked; the transaction must be rolled back
    public Optional<DeadLetter> replay(long id) {
        return transactions.run(() -> {
            var letter = store.lockDeadLetter(id);
            letter.ifPresent(this::replay);
            return letter;
        });
    }

    /// What waited behind a replayed one, in order, each in a transaction of its own, until one fails.
    public void replayFollowers(DeadLetter letter) {
        try {
            store.followers(letter).forEach(follower -> replay(follower.id()));
        } catch (ReplayFailed e) {
            log.warn("{} The commands behind it wait until it is replayed", e.getMessage(), e);
        }
    }

    private void replay(DeadLetter letter) {
        var entries = journal.command(letter.command());
        var facts = new CommandFacts(letter.command(), entries.getFirst().cause(), entries);
        try {
            Commands.causedBy(facts, () -> reaction(letter.reader()).on(facts));
            Pipeline.flush();
        } catch (RuntimeException e) {
            if (e instanceof ConcurrencyFailureException || Transactions.databaseIsAway(e)) throw e;
            throw new ReplayFailed(letter, e);
        }
        store.replayed(letter.id(), time.now());
    }

    /// The reader failed on the command once more.
    public static final class ReplayFailed extends RuntimeException {
        ReplayFailed(DeadLetter letter, RuntimeException cause) {
            super(letter.reader() + " failed again on command " + letter.command() + ": " + cause.getMessage(), cause);
        }
    }

    private Reaction reaction(String name) {
        return readers.readers().stream()
                .filter(SharedReader.OfReaction.class::isInstance)
                .map(reader -> ((SharedReader.OfReaction) reader).reaction())
                .filter(reaction -> reaction.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no reader " + name + " in this version"));
    }
}
