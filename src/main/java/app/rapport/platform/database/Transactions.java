package app.rapport.platform.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Joins the caller's transaction or opens one (read committed), never a nested new one.
///
/// Only who opens the transaction repeats it, as a whole, after a deadlock or serialisation failure.
@Component
public class Transactions {

    private static final int ATTEMPTS = 4;
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    private final TransactionTemplate template;

    public Transactions(PlatformTransactionManager manager) {
        this.template = new TransactionTemplate(manager);
    }

    public <T> T run(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) return work.get();
        for (var attempt = 1; ; attempt++) {
            try {
                return template.execute(status -> work.get());
            } catch (ConcurrencyFailureException raced) {
                if (attempt == ATTEMPTS) throw raced;
            }
        }
    }

    public void run(Runnable work) {
        run(() -> {
            work.run();
            return true;
        });
    }

    /// Whether the work failed because the database went away, so that all of it may be tried again when it is back. Spring takes a row
    /// that is too large for an index (SQLSTATE 54000) for the same, which it is not: it would be tried for ever.
    public static boolean databaseIsAway(Throwable failure) {
        var candidate = failure instanceof DataAccessResourceFailureException || failure instanceof CannotCreateTransactionException
                || failure instanceof TransactionSystemException;
        return candidate && !(NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException cause && isOfTheStatement(cause.getSQLState()));
    }

    /// By its class: not of the connection (08), the server's resources (53), an operator (57) or its system (58).
    private static boolean isOfTheStatement(@Nullable String state) {
        return state != null && !AWAY.contains(state.substring(0, Math.min(2, state.length())));
    }

    /// Runs `work` after the commit of the current transaction; at once when there is none. Not after a roll-back.
    public static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
