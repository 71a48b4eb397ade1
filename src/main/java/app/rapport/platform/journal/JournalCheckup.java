package app.rapport.platform.journal;

import app.rapport.platform.Checkup;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.ReaderStore;
import app.rapport.platform.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// How far the readers are, and whether the journal is what readers rely on.
@Component
class JournalCheckup implements Checkup {

    /// No fact waits that long for anybody while the program runs.
    private static final Duration LONG = Duration.ofMinutes(1);

    private final JournalStore journal;
    private final ReaderStore store;
    private final Readers.AllReaders readers;
    private final Time time;

    JournalCheckup(JournalStore journal, ReaderStore store, Readers.AllReaders readers, Time time) {
        this.journal = journal;
        this.store = store;
        this.readers = readers;
        this.time = time;
    }

    @Override
    public String part() {
        return "journal";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        // Read first: what is written meanwhile is not behind.
        var cursors = store.positions();
        var position = journal.position();
        findings.add(graded(journal.unnumberedSince(), "Position " + position + " (incarnation " + journal.incarnation() + "), " + journal.unnumbered() + " facts without a position"));
        cursors.forEach((name, cursor) -> findings.add(reader(name, cursor, position)));
        store.parked().forEach((name, letters) -> findings.add(Finding.wrong(
                letters + " commands that reader " + name + " failed on wait as dead letters: mend the cause, then replay them.")));
        return findings;
    }

    private Finding reader(String name, long cursor, long position) {
        var said = "Reader " + name + " is at " + cursor + ", " + Math.max(0, position - cursor) + " behind";
        if (readers.readers().stream().noneMatch(reader -> reader.name().equals(name))) return Finding.note(said + ": it is none of this version.");
        return graded(journal.recordedAfter(cursor), said);
    }

    /// What waits while nobody is there to read it is read when the program runs.
    private Finding graded(Optional<Instant> since, String said) {
        if (since.isEmpty() || since.get().isAfter(time.now().minus(LONG))) return Finding.fine(said);
        return store.areRun(time.now()) ? Finding.wrong(said + ", the oldest since " + since.get() + ": read the program's log for why it fails.")
                : Finding.note(said + ", the oldest since " + since.get() + ": the program goes on with it when it runs.");
    }

    @Override
    public List<Finding> verify() {
        var numbered = journal.numbered();
        if (numbered.facts() != numbered.position()) return List.of(Finding.wrong(numbered.facts() + " facts have a position, but the highest is " + numbered.position() + ": there are gaps."));
        var torn = journal.tornCommands(5);
        if (!torn.isEmpty()) return List.of(Finding.wrong("The facts of commands " + torn + " do not stand together."));
        var disordered = journal.disorderedSubjects(5);
        if (!disordered.isEmpty()) return List.of(Finding.wrong("The versions of " + disordered + " run back."));
        return List.of(Finding.fine(numbered.facts() + " facts: positions without gaps, commands whole, versions in order"));
    }
}
