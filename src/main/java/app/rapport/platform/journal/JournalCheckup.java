package app.rapport.platform.journal;

import app.rapport.platform.Checkup;
import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.ReaderStore;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// How far the readers are, and whether the journal is what readers rely on.
@Component
class JournalCheckup implements Checkup {

    /// What a reader may be behind before somebody should look: some seconds of a busy day.
    private static final long MUCH = 5_000;

    private final JournalStore journal;
    private final ReaderStore readers;

    JournalCheckup(JournalStore journal, ReaderStore readers) {
        this.journal = journal;
        this.readers = readers;
    }

    @Override
    public String part() {
        return "journal";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        var position = journal.position();
        var unnumbered = journal.unnumbered();
        findings.add(graded(unnumbered < MUCH, "Position " + position + " (incarnation " + journal.incarnation() + "), " + unnumbered + " facts without a position"));
        readers.positions().forEach((name, cursor) -> findings.add(graded(position - cursor < MUCH, "Reader " + name + " is at " + cursor + ", " + (position - cursor) + " behind")));
        readers.parked().forEach((name, letters) -> findings.add(Finding.wrong(
                letters + " commands that reader " + name + " failed on wait as dead letters: mend the cause, then replay them.")));
        return findings;
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

    private static Finding graded(boolean fine, String said) {
        return fine ? Finding.fine(said) : Finding.note(said);
    }
}
