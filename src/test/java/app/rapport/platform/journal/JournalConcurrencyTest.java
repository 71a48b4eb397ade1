package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.time.Time;
import app.rapport.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything else rests on this: many writers, delays before the commit, roll-backs, a sequencer that dies, and a reader that
/// must get every committed fact exactly once, whole commands, each subject in order. Beside it the control: a reader by `seq`.
class JournalConcurrencyTest {

    private static final boolean FULL = Boolean.getBoolean("rapport.full");
    private static final int WRITERS = 32;
    private static final int SUBJECTS = 200;
    private static final int COMMANDS = FULL ? 1500 : 150;

    record Stepped(long nth, int part) implements Fact {}

    private final TestDatabase database = new TestDatabase(WRITERS + 10);
    private final FactCatalog catalog = new FactCatalog(List.of(new Facts("test", Stepped.class)));
    private final JournalStore store = new JournalStore(database.db(), catalog);
    private final List<Sequencer> sequencers = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @BeforeEach
    void makeSubjects() {
        database.db().execute("create table test_subject (id bigint primary key, nth bigint not null default 0)");
        database.db().execute("create table test_command (subject bigint, nth bigint, facts integer not null, primary key (subject, nth))");
        database.db().execute("insert into test_subject select n from generate_series(1, {0}) n", DSL.inline(SUBJECTS));
        startSequencer();
    }

    @AfterEach
    void close() {
        stopped.set(true);
        sequencers.forEach(Sequencer::stop);
        database.close();
    }

    @Test
    void every_committed_fact_arrives_once_in_whole_commands_and_in_each_subjects_order() throws Exception {
        var read = new ConcurrentLinkedQueue<JournalEntry>();
        var journal = new Journal(store, new JournalTail(store, sequencers.getFirst()), sequencers.getFirst());
        try (var reader = journal.follow("under test", 0, read::addAll); var control = new ReaderBySeq(); var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var killer = writers.submit(this::killSequencersFromTimeToTime);
            var work = new ArrayList<java.util.concurrent.Future<?>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var seed = writer;
                work.add(writers.submit(() -> write(new Random(seed))));
            }
            try {
                for (var one : work) one.get();
            } finally {
                stopped.set(true);
            }
            killer.get();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !store.hasUnnumbered() && reader.position() == store.position());

            assertThat(counts(read)).isEqualTo(committed());
            assertOrder(read);
            assertThat(control.missed(total())).as("the control, a reader by seq, must miss facts, or this test proves nothing").isPositive();
        }
    }

    private Void write(Random random) throws InterruptedException {
        var commands = commands(random);
        for (var i = 0; i < COMMANDS; i++) {
            var subject = random.nextInt(SUBJECTS) + 1;
            var facts = 1 + random.nextInt(4);
            var fails = random.nextInt(10) == 0;
            try {
                commands.run(Actor.system("test"), command -> step(command, subject, facts, random, fails));
            } catch (IllegalStateException rolledBack) {
                assertThat(fails).isTrue();
            } catch (RuntimeException e) {
                // The connection was a sequencer's a moment ago, and was ended.
                assertThat(Transactions.databaseIsAway(e)).as("%s", e).isTrue();
            }
        }
        return null;
    }

    private Commands commands(Random random) {
        return new Commands(database.transactions(), store, catalog, sequencers.get(random.nextInt(sequencers.size())), new Time());
    }

    private long step(Command command, long subject, int facts, Random random, boolean fails) {
        var db = database.db();
        var nth = db.resultQuery("select nth from test_subject where id = {0} for no key update", DSL.val(subject)).fetchSingle().get(0, Long.class) + 1;
        if (random.nextInt(8) == 0) db.execute("savepoint half");
        if (random.nextInt(8) == 0) db.execute("savepoint half; select nextval('platform_journal_seq'); rollback to savepoint half");
        db.execute("update test_subject set nth = {0} where id = {1}", DSL.val(nth), DSL.val(subject));
        db.execute("insert into test_command values ({0}, {1}, {2})", DSL.val(subject), DSL.val(nth), DSL.val(facts));
        var all = new ArrayList<Fact>();
        for (var part = 0; part < facts; part++) all.add(new Stepped(nth, part));
        command.append(new Subject("test", subject), nth, About.NOTHING, new Time().now(), all);
        // The facts are written when the body ends; the delay is between that and the commit.
        org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization(new org.springframework.transaction.support.TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                db.execute("select pg_sleep({0})", DSL.inline(random.nextInt(20) / 1000.0));
                if (fails) throw new IllegalStateException("rolled back on purpose");
            }
        });
        return nth;
    }

    private void startSequencer() {
        var sequencer = new Sequencer(store, database.transactions());
        sequencer.start();
        sequencers.add(sequencer);
    }

    /// Ends the connection in the middle of its work, and has another node take over.
    private Void killSequencersFromTimeToTime() {
        var round = 0;
        while (!stopped.get()) {
            database.db().fetch("select pg_sleep(0.15)");
            database.db().fetch("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and query like '%platform_journal_head%' limit 1""");
            if (++round % 3 == 0 && sequencers.size() < 4) startSequencer();
        }
        return null;
    }

    private Map<String, Integer> counts(Iterable<JournalEntry> entries) {
        var counts = new HashMap<String, Integer>();
        for (var entry : entries) counts.merge(entry.subject().id() + "/" + ((Stepped) entry.fact()).nth(), 1, Integer::sum);
        return counts;
    }

    private void assertOrder(Iterable<JournalEntry> entries) {
        var lastNth = new HashMap<Long, Long>();
        Set<Long> finished = new HashSet<>();
        JournalEntry before = null;
        for (var entry : entries) {
            var stepped = (Stepped) entry.fact();
            if (before != null) assertThat(entry.position()).isEqualTo(java.util.Objects.requireNonNull(before.position()) + 1);
            if (before == null || before.command() != entry.command()) {
                assertThat(finished.add(entry.command())).as("command %d stands together", entry.command()).isTrue();
                assertThat(stepped.part()).isZero();
                assertThat(stepped.nth()).isGreaterThan(lastNth.getOrDefault(entry.subject().id(), 0L));
                lastNth.put(entry.subject().id(), stepped.nth());
            } else {
                assertThat(stepped.part()).isEqualTo(((Stepped) before.fact()).part() + 1);
            }
            before = entry;
        }
    }

    /// What was committed: a command's subject and number → how many facts.
    private Map<String, Integer> committed() {
        return database.db().resultQuery("select subject || '/' || nth, facts from test_command").fetchMap(row -> row.get(0, String.class), row -> row.get(1, Integer.class));
    }

    private int total() {
        return committed().values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The reader that everybody writes first: "give me what is greater than the last one I saw".
    private final class ReaderBySeq implements AutoCloseable {
        private final AtomicInteger seen = new AtomicInteger();
        private long cursor;
        private final Loop loop = new Loop("control", Duration.ofMillis(2), this::round);

        private boolean round() {
            var seqs = database.db().resultQuery("select seq from platform_journal where seq > {0} order by seq", DSL.val(cursor)).fetch(0, Long.class);
            if (seqs.isEmpty()) return false;
            seen.addAndGet(seqs.size());
            cursor = seqs.getLast();
            return false;
        }

        int missed(int total) {
            round();
            return total - seen.get();
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
