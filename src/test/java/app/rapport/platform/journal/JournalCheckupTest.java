package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.Checkup.Grade;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What counts is since when a fact waits, not how many there are.
class JournalCheckupTest extends ReadersCase {

    private final Notes notes = new Notes("notes");
    private final JournalCheckup checkup = new JournalCheckup(journal, store, new Readers.AllReaders(List.of(), List.of(notes.projection())), time);

    @Test
    void many_facts_of_this_moment_are_nothing_and_one_that_waits_for_over_a_minute_is_wrong() {
        store.register("notes", 0, time.now());
        for (var nth = 0; nth < 20; nth++) happens(nth, nth);
        assertThat(grade("without a position")).isEqualTo(Grade.FINE);
        number();
        assertThat(grade("Reader notes")).isEqualTo(Grade.FINE);

        time.advance(Duration.ofSeconds(61));
        assertThat(grade("Reader notes")).as("nobody runs it: the program has been stopped").isEqualTo(Grade.NOTE);
        store.lease("notes", UUID.randomUUID(), time.now(), Duration.ofSeconds(15));
        assertThat(grade("Reader notes")).isEqualTo(Grade.WRONG);
        assertThat(grade("without a position")).isEqualTo(Grade.FINE);

        happens(21, 1);
        time.advance(Duration.ofSeconds(61));
        store.register("another", journal.position(), time.now());
        store.lease("another", UUID.randomUUID(), time.now(), Duration.ofSeconds(15));
        assertThat(grade("without a position")).isEqualTo(Grade.WRONG);
        assertThat(grade("Reader another")).as("of another version").isEqualTo(Grade.NOTE);
    }

    private Grade grade(String about) {
        return checkup.look().stream().filter(finding -> finding.said().contains(about)).findFirst().orElseThrow().grade();
    }
}
