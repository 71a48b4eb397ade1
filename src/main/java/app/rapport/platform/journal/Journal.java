package app.rapport.platform.journal;

import app.rapport.platform.store.JournalStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The journal to read from. It is written by [Commands] only.
@Component
public class Journal {

    /// A local reader at work. Close it to end it.
    public interface Following extends AutoCloseable {
        /// Everything up to here has been handed over.
        long position();

        @Override
        void close();
    }

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int BATCH = 1000;

    private final JournalStore store;
    private final JournalTail tail;
    private final Sequencer sequencer;

    Journal(JournalStore store, JournalTail tail, Sequencer sequencer) {
        this.store = store;
        this.tail = tail;
        this.sequencer = sequencer;
    }

    /// Hands whole commands to `reader`, in order, from after `position` on, on a thread of its own: a local reader, which
    /// keeps its cursor with what it builds. A batch that fails is handed over again.
    public Following follow(String name, long position, Consumer<List<JournalEntry>> reader) {
        return new Follower(name, position, reader);
    }

    /// The facts of a ticket before one of them, newest first, with their texts.
    public List<JournalEntry> ofTicket(long ticket, @Nullable Long beforeSeq, int limit) {
        return store.ofTicket(ticket, beforeSeq, limit);
    }

    /// The facts of all tickets in a range of ids, for who compares many.
    public Map<Long, List<JournalEntry>> ofTickets(long first, long last) {
        return store.ofTickets(first, last);
    }

    /// The administrative facts about all subjects of a kind, without personal texts, for who compares many.
    public Map<Long, List<JournalEntry>> ofKind(String kind) {
        return store.ofKind(kind);
    }

    /// The tickets that have facts after a position, those without one included.
    public Set<Long> ticketsChangedAfter(long position) {
        return store.ticketsChangedAfter(position);
    }

    /// What administrators changed, newest first, with old and new values.
    public List<JournalEntry> administrative(@Nullable Long beforeSeq, int limit) {
        return store.administrative(beforeSeq, limit);
    }

    /// Facts after a position, in whole commands.
    public List<JournalEntry> after(long position, int limit) {
        return tail.after(position, limit);
    }

    /// The highest position given.
    public long position() {
        return store.position();
    }

    /// Goes up when the database was restored or promoted; cursors of another incarnation are worth nothing.
    public int incarnation() {
        return store.incarnation();
    }

    /// Facts that are committed and not yet numbered.
    public int unnumbered() {
        return store.unnumbered();
    }

    private final class Follower implements Following {
        private final Consumer<List<JournalEntry>> reader;
        private final Loop loop;
        private volatile long position;

        Follower(String name, long position, Consumer<List<JournalEntry>> reader) {
            this.reader = reader;
            this.position = position;
            this.loop = new Loop(name, POLL, this::round);
            sequencer.onNumbered(loop::wake);
        }

        private boolean round() {
            var entries = tail.after(position, BATCH);
            if (entries.isEmpty()) return false;
            reader.accept(entries);
            position = new CommandFacts(0, entries.getLast().cause(), entries).lastPosition();
            return true;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
