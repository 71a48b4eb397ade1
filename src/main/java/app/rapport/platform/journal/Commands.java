package app.rapport.platform.journal;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.JournalEntry.Cause;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.JournalStore.NewEntry;
import app.rapport.platform.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Runs commands: one transaction for what they change and for the facts that say so, which are written last.
@Component
public class Commands {

    private static final int DEEPEST = 10;
    private static final ScopedValue<Cause> CAUSE = ScopedValue.newInstance();

    private final Transactions transactions;
    private final JournalStore journal;
    private final FactCatalog catalog;
    private final Sequencer sequencer;
    private final Time time;

    public Commands(Transactions transactions, JournalStore journal, FactCatalog catalog, Sequencer sequencer, Time time) {
        this.transactions = transactions;
        this.journal = journal;
        this.catalog = catalog;
        this.sequencer = sequencer;
        this.time = time;
    }

    /// Joins the caller's transaction or opens one. The body locks its subjects first, then decides, saves and appends.
    public <T> T run(Actor by, Function<Command, T> body) {
        return run(by, Origin.LIVE, body);
    }

    public <T> T run(Actor by, Origin origin, Function<Command, T> body) {
        return transactions.run(() -> {
            var facts = factsOfTransaction();
            var command = new Command(by, origin, CAUSE.isBound() ? CAUSE.get() : null);
            var result = body.apply(command);
            if (!command.pending().isEmpty()) facts.add(command);
            return result;
        });
    }

    /// Runs `work` so that the commands in it say which command caused them.
    ///
    /// @throws CausedTooDeep the chain of causes is longer than ten commands
    public static void causedBy(CommandFacts facts, Runnable work) {
        var depth = facts.cause().depth() + 1;
        if (depth > DEEPEST) throw new CausedTooDeep(facts.command());
        ScopedValue.where(CAUSE, new Cause(facts.command(), facts.cause().root(), depth)).run(work);
    }

    private void write(List<Command> commands) {
        var entries = new ArrayList<NewEntry>();
        for (var i = 0; i < commands.size(); i++) {
            var command = commands.get(i);
            for (var fact : command.pending()) {
                entries.add(new NewEntry(i, fact.subject(), fact.version(), fact.about(), fact.at(), fact.actor(), command.cause(), command.origin(), catalog.write(fact.fact())));
            }
        }
        journal.append(entries, time.now());
    }

    private FactsOfTransaction factsOfTransaction() {
        if (TransactionSynchronizationManager.getResource(FactsOfTransaction.class) instanceof FactsOfTransaction known) return known;
        var facts = new FactsOfTransaction();
        TransactionSynchronizationManager.bindResource(FactsOfTransaction.class, facts);
        TransactionSynchronizationManager.registerSynchronization(facts);
        return facts;
    }

    /// The commands of a transaction that have facts to write before it commits.
    private final class FactsOfTransaction implements TransactionSynchronization {
        private final List<Command> commands = new ArrayList<>();

        void add(Command command) {
            commands.add(command);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!commands.isEmpty()) write(commands);
        }

        @Override
        public void afterCommit() {
            if (!commands.isEmpty()) sequencer.wake();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(FactsOfTransaction.class);
        }
    }

    /// A chain of rules that cause one another has come to more than ten links.
    public static final class CausedTooDeep extends RuntimeException {
        CausedTooDeep(long command) {
            super("Command " + command + " stands at the end of a chain of more than " + DEEPEST + " commands that caused one another");
        }
    }
}
