package app.rapport.platform.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What several threads want written at the same moment is written by one of them for all, so that it shares a commit: while one is
/// at it, what the others bring gathers for the next turn. Nobody waits for company. Not from inside a transaction, whose roll-back would
/// take along what others were told is written.
public final class Gathering<T> {

    private static final int MOST = 16;

    private static final class One<T> {
        private final T item;
        private boolean done;
        private @Nullable Throwable failure;

        One(T item) {
            this.item = item;
        }
    }

    private final Consumer<List<T>> work;
    private final Queue<One<T>> waiting = new ConcurrentLinkedQueue<>();
    private final Lock turn = new ReentrantLock();

    /// @param work writes all of them or none; is given 1, 2, 4, 8 or 16, so that there are few statements to plan
    public Gathering(Consumer<List<T>> work) {
        this.work = work;
    }

    /// Returns when it is written. When something is the matter with one of those that came together, each is written by itself.
    ///
    /// @throws RuntimeException what `work` threw for this one, or for all since the database is away
    public void write(T item) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) throw new IllegalStateException("What others wrote would be written in this transaction");
        var one = new One<>(item);
        waiting.add(one);
        turn.lock();
        try {
            while (!one.done) writeSome();
        } finally {
            turn.unlock();
        }
        if (one.failure instanceof Error error) throw error;
        if (one.failure instanceof RuntimeException exception) throw exception;
    }

    private void writeSome() {
        var some = new ArrayList<One<T>>();
        for (var count = Math.min(MOST, Integer.highestOneBit(waiting.size())); count > 0; count--) some.add(waiting.remove());
        var failure = write(some);
        if (failure != null && some.size() > 1 && !Transactions.databaseIsAway(failure)) {
            for (var one : some) one.failure = write(List.of(one));
        } else {
            for (var one : some) one.failure = failure;
        }
        for (var one : some) one.done = true;
    }

    private @Nullable Throwable write(List<One<T>> some) {
        try {
            work.accept(some.stream().map(one -> one.item).toList());
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }
}
