package app.rapport.platform.journal;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.ReaderStore;
import app.rapport.platform.time.Time;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Commands that a reader could not work through: to be seen, and replayed when the cause is mended.
@Component
public class DeadLetters {

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

    /// Hands the command to its reader again, and then those that waited behind it, in order. What fails stays parked.
    ///
    /// @return false when there is no such letter or it has been replayed already
    public boolean replay(long id) {
        Optional<DeadLetter> replayed = transactions.run(() -> {
            var letter = store.lockDeadLetter(id);
            letter.ifPresent(this::replay);
            return letter;
        });
        replayed.ifPresent(letter -> store.followers(letter).forEach(follower -> replay(follower.id())));
        return replayed.isPresent();
    }

    private void replay(DeadLetter letter) {
        var entries = journal.command(letter.command());
        var facts = new CommandFacts(letter.command(), entries.getFirst().cause(), entries);
        Commands.causedBy(facts, () -> reaction(letter.reader()).on(facts));
        store.replayed(letter.id(), time.now());
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
