package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The one reading of the newest facts that all readers of a node share.
class JournalTailTest extends ReadersCase {

    /// More than a batch has alone, more than is read at once, and small ones that a batch would cut.
    private static final int[] SIZES = {3, 600, 1, 7, 7, 499, 7, 2, 1200, 5, 5};

    @Test
    void a_batch_ends_between_two_commands_and_one_that_is_too_long_comes_alone_and_whole() {
        var tail = new JournalTail(journal, sequencer);
        for (var i = 0; i < SIZES.length; i++) happens(i, LongStream.rangeClosed(1, SIZES[i]).toArray());
        number();

        var heard = new ArrayList<JournalEntry>();
        for (var batch = tail.after(0, 500); !batch.isEmpty(); batch = tail.after(position(heard), 500)) {
            var commands = batch.stream().map(JournalEntry::command).distinct().toList();
            assertThat(batch.size() <= 500 || commands.size() == 1).isTrue();
            if (!heard.isEmpty()) assertThat(commands).doesNotContain(heard.getLast().command());
            heard.addAll(batch);
        }
        for (var i = 0; i < SIZES.length; i++) {
            var nth = i;
            assertThat(heard.stream().filter(entry -> entry.fact() instanceof Happened happened && happened.nth() == nth)).hasSize(SIZES[i]);
        }
    }

    private static long position(ArrayList<JournalEntry> heard) {
        var position = heard.getLast().position();
        return position == null ? 0 : position;
    }
}
