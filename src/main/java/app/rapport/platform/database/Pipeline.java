package app.rapport.platform.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Query;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jooq.impl.CustomQueryPart;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Sends statements whose answer nobody waits for together: at the latest before their transaction asks the database anything, and
/// before it commits, so that nobody sees a difference. The way to the database and back costs more than most of them take there.
/// Of jOOQ's statements, that is: what else shares a transaction (the timers' table) must not ask for what waits here.
public final class Pipeline {

    private Pipeline() {}

    /// Executes `query` with those that follow; at once when there is no transaction. What is wrong with it is thrown when it is sent.
    public static void send(Query query) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            query.execute();
            return;
        }
        var waiting = waiting();
        if (waiting == null) TransactionSynchronizationManager.registerSynchronization(waiting = new Waiting());
        waiting.queries.add(query);
    }

    /// Inserts rows of one table, with the same columns, in statements of 1, 2, 4, 8 … of them, so that there are few to plan.
    public static void insert(DSLContext db, List<? extends TableRecord<?>> rows) {
        for (int from = 0, count; from < rows.size(); from += count) {
            count = Integer.highestOneBit(rows.size() - from);
            send(RowTexts.insert(db, rows.subList(from, from + count)));
        }
    }

    /// Writes the columns that the rows have values for, the same ones, into those with their ids; in statements as [#insert] does it.
    public static <R extends TableRecord<R>> void update(DSLContext db, TableField<R, Long> id, List<R> rows) {
        for (int from = 0, count; from < rows.size(); from += count) {
            count = Integer.highestOneBit(rows.size() - from);
            send(RowTexts.update(db, id, rows.subList(from, from + count)));
        }
    }

    /// Sends what waits in this transaction now.
    public static void flush() {
        var waiting = waiting();
        if (waiting != null) waiting.flush();
    }

    private static @Nullable Waiting waiting() {
        return (Waiting) TransactionSynchronizationManager.getResource(Waiting.class);
    }

    /// To be heard by whoever executes statements: what waits goes before any other.
    public static final class Before implements ExecuteListener {
        @Override
        public void start(ExecuteContext context) {
            Pipeline.flush();
        }
    }

    /// The driver takes a text of several statements apart and sends them one behind the other, each prepared by itself.
    private static final class Joined extends CustomQueryPart {
        private final List<Query> all;

        Joined(List<Query> all) {
            this.all = all;
        }

        @Override
        public void accept(Context<?> context) {
            for (var i = 0; i < all.size(); i++) context.sql(i == 0 ? "" : ";\n").visit(all.get(i));
        }
    }

    private static final class Waiting implements TransactionSynchronization {
        private final List<Query> queries = new ArrayList<>();
        private boolean failed;

        Waiting() {
            TransactionSynchronizationManager.bindResource(Waiting.class, this);
        }

        @Override
        public void flush() {
            if (queries.isEmpty()) return;
            var all = List.copyOf(queries);
            queries.clear();
            failed = true;
            // As if it were a question: what else jOOQ does not know it makes twice, and searches it to find out what it does.
            Objects.requireNonNull(all.getFirst().configuration()).dsl().resultQuery("{0}", new Joined(all)).fetch();
            failed = false;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (failed) throw new IllegalStateException("Statements of this transaction failed and somebody went on; it must not commit without them");
            flush();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(Waiting.class);
        }
    }
}
