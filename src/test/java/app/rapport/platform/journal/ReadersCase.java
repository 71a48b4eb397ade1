package app.rapport.platform.journal;

import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.ReaderStore;
import app.rapport.platform.time.Time;
import app.rapport.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A journal on a database of its own, nodes whose rounds are made one by one, and readers that note what they heard in a table, so that a
/// roll-back takes it away.
abstract class ReadersCase {

    record Happened(int nth) implements Fact {}

    static final Set<Class<? extends Fact>> HAPPENED = Set.of(Happened.class);

    final TestDatabase database = new TestDatabase(10);
    final FactCatalog catalog = new FactCatalog(List.of(new Facts("test", Happened.class)));
    final JournalStore journal = new JournalStore(database.db(), catalog);
    final ReaderStore store = new ReaderStore(database.db());
    final Sequencer sequencer = new Sequencer(journal, database.transactions());
    final Time time = new Time();
    final Commands commands = new Commands(database.transactions(), journal, catalog, sequencer, time);

    @BeforeEach
    void makeTable() {
        database.db().execute("create table test_heard (id bigint generated always as identity, reader text, subject bigint, nth integer)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// One node's runner.
    final class Node {
        private final UUID holder = UUID.randomUUID();
        private final ReaderRun run = new ReaderRun(journal, new JournalTail(journal, sequencer), store, new Handing(store, database.transactions(), time), database.transactions(), time);

        Node knowing(SharedReader... readers) {
            for (var reader : readers) run.register(reader);
            return this;
        }

        /// Numbers what is there and makes rounds until there is nothing more.
        ///
        /// @throws RuntimeException what the reader threw
        void reads(SharedReader reader) {
            number();
            while (run.round(reader, holder)) continue;
        }

        /// Reads, and after a failure once more, as the loop does it.
        ///
        /// @return how many times it failed
        int readsToTheEnd(SharedReader reader) {
            for (var failures = 0; ; failures++) {
                try {
                    reads(reader);
                    return failures;
                } catch (IllegalStateException expected) {
                    if (failures > 20) throw expected;
                }
            }
        }

        void rebuilds(Projection projection) {
            run.rebuild(projection);
        }
    }

    /// Stumbles over the facts with the numbers in `bad`, with an Error over those in `fatal`.
    final class Notes {
        final String name;
        final Set<Integer> bad = new CopyOnWriteArraySet<>();
        final Set<Integer> fatal = new CopyOnWriteArraySet<>();
        Runnable meanwhile = () -> {};

        Notes(String name) {
            this.name = name;
        }

        private void note(JournalEntry entry) {
            var nth = ((Happened) entry.fact()).nth();
            database.db().execute("insert into test_heard (reader, subject, nth) values ({0}, {1}, {2})", DSL.val(name), DSL.val(entry.subject().id()), DSL.val(nth));
            meanwhile.run();
            if (fatal.contains(nth)) throw new StackOverflowError("fell over " + nth);
            if (bad.contains(nth)) throw new IllegalStateException("stumbled over " + nth);
        }

        SharedReader reaction() {
            return new SharedReader.OfReaction(new Reaction.OneByOne() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public Set<Class<? extends Fact>> hears() {
                    return HAPPENED;
                }

                @Override
                public void on(CommandFacts facts) {
                    facts.entries().forEach(Notes.this::note);
                }
            });
        }

        Projection projection() {
            return new Projection() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public void on(List<JournalEntry> entries) {
                    entries.forEach(Notes.this::note);
                }

                @Override
                public void reset() {
                    database.db().execute("delete from test_heard where reader = {0}", DSL.val(name));
                }
            };
        }

        /// The numbers of what it heard and kept, in order.
        List<Integer> heard() {
            return database.db().resultQuery("select nth from test_heard where reader = {0} order by id", DSL.val(name)).fetch(0, Integer.class);
        }

        /// The numbers of what is parked for it, in order.
        List<Integer> parked() {
            return store.deadLetters(null, 100).reversed().stream().filter(letter -> letter.reader().equals(name))
                    .map(letter -> ((Happened) journal.command(letter.command()).getFirst().fact()).nth()).toList();
        }
    }

    /// A command with one fact about each of the subjects.
    void happens(int nth, long... subjects) {
        happens(Origin.LIVE, nth, subjects);
    }

    void happens(Origin origin, int nth, long... subjects) {
        commands.run(Actor.system("test"), origin, command -> {
            for (var subject : subjects) command.append(new Subject("thing", subject), nth, About.NOTHING, time.now(), List.of(new Happened(nth)));
            return true;
        });
    }

    void number() {
        while (sequencer.round()) continue;
    }
}
