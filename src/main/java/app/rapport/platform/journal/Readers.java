package app.rapport.platform.journal;

import app.rapport.platform.ServerSettings;
import app.rapport.platform.journal.SharedReader.OfProjection;
import app.rapport.platform.journal.SharedReader.OfReaction;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.ReaderStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Runs the shared readers: each on a thread of its own, on the node that holds its lease.
@Component
public class Readers implements SmartLifecycle {

    private final ReaderRun run;
    private final ReaderStore store;
    private final JournalStore journal;
    private final Sequencer sequencer;
    private final ServerSettings settings;
    private final List<SharedReader> readers;
    private final List<Loop> loops = new ArrayList<>();
    private final UUID holder = UUID.randomUUID();

    public Readers(ReaderRun run, ReaderStore store, JournalStore journal, Sequencer sequencer, ServerSettings settings, AllReaders all) {
        this.run = run;
        this.store = store;
        this.journal = journal;
        this.sequencer = sequencer;
        this.settings = settings;
        this.readers = all.readers();
    }

    /// What the modules contribute.
    @Component
    public static class AllReaders {
        private final List<SharedReader> readers;

        public AllReaders(List<Reaction> reactions, List<Projection> projections) {
            this.readers = Stream.<SharedReader>concat(reactions.stream().map(OfReaction::new), projections.stream().map(OfProjection::new)).toList();
        }

        List<SharedReader> readers() {
            return readers;
        }
    }

    @Override
    public void start() {
        if (settings.embeddedDatabase()) store.releaseAll();
        for (var reader : readers) {
            run.register(reader);
            var loop = new Loop("reader " + reader.name(), ReaderRun.POLL, () -> run.round(reader, holder));
            sequencer.onNumbered(loop::wake);
            loops.add(loop);
        }
    }

    /// Whether every shared reader has seen everything that is committed; for tests and the doctor.
    public boolean haveCaughtUp() {
        if (journal.hasUnnumbered()) return false;
        var position = journal.position();
        return readers.stream().allMatch(reader -> {
            var here = run.position(reader.name());
            return (here == null ? store.position(reader.name()) : here) >= position;
        });
    }

    /// How far one shared reader has come.
    public long position(String name) {
        return store.position(name);
    }

    /// How far each shared reader has come.
    public java.util.Map<String, Long> positions() {
        return store.positions();
    }

    /// Builds a projection anew from the start of the journal, on whichever node runs it.
    ///
    /// @return false when there is no projection of that name
    public boolean rebuild(String name) {
        for (var reader : readers) {
            if (!(reader instanceof OfProjection(Projection projection)) || !reader.name().equals(name)) continue;
            run.rebuild(projection);
            return true;
        }
        return false;
    }

    @Override
    public void stop() {
        loops.forEach(Loop::close);
        loops.clear();
        store.release(holder);
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }

    @Override
    public int getPhase() {
        return Phases.READERS;
    }
}
