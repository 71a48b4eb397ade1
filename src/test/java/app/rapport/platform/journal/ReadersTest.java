package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the runner of shared readers promises: docs/ARCHITECTURE.md.
class ReadersTest extends ReadersCase {

    private final Notes notes = new Notes("notes");
    private final SharedReader reaction = notes.reaction();
    private final Projection table = notes.projection();
    private final SharedReader projection = new SharedReader.OfProjection(table);
    private final Node here = new Node();
    private final Node there = new Node();

    @Test
    void a_reaction_hears_what_is_live_and_happens_after_its_activation() {
        happens(1, 1);
        number();
        happens(2, 1);
        here.knowing(reaction);
        happens(Origin.IMPORT, 3, 1);
        happens(4, 1);
        happens(Origin.PRACTICE, 5, 1);
        here.reads(reaction);
        assertThat(notes.heard()).containsExactly(4);
    }

    @Test
    void a_projection_hears_everything_from_the_start() {
        happens(1, 1);
        happens(Origin.IMPORT, 2, 1);
        here.knowing(projection);
        happens(Origin.PRACTICE, 3, 2);
        here.reads(projection);
        assertThat(notes.heard()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_command_that_fails_is_tried_again_then_parked_with_the_later_ones_of_its_subjects_while_the_rest_goes_on(boolean reacts) {
        var reader = reacts ? reaction : projection;
        here.knowing(reader);
        notes.bad.add(2);
        happens(1, 1);
        happens(2, 1);
        happens(3, 2);
        happens(4, 1, 3);
        happens(5, 3);
        happens(6, 2);
        assertThat(here.readsToTheEnd(reader)).isEqualTo(Handing.ATTEMPTS - 1);
        assertThat(notes.heard()).as("what failed left nothing").containsExactly(1, 3, 6);
        assertThat(notes.parked()).as("5 waits behind 4, which waits behind 2").containsExactly(2, 4, 5);
        var letters = store.deadLetters(null, 10).reversed();
        assertThat(letters).extracting(DeadLetter::attempts).containsExactly(Handing.ATTEMPTS, 0, 0);
        assertThat(letters.getFirst().error()).startsWith("IllegalStateException at app.rapport.").doesNotContain("stumbled");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_parked_is_replayed_in_order_with_what_waits_behind_those_that_wait(boolean reacts) {
        var reader = reacts ? reaction : projection;
        here.knowing(reader);
        notes.bad.add(1);
        happens(1, 1);
        happens(2, 1, 2);
        happens(3, 2);
        here.readsToTheEnd(reader);
        assertThat(notes.parked()).containsExactly(1, 2, 3);
        var letters = letters(reader);
        var first = letter(0);
        assertThatThrownBy(() -> letters.replay(letter(1))).isInstanceOf(DeadLetters.OutOfOrder.class);
        assertThatThrownBy(() -> letters.replay(first)).isInstanceOf(DeadLetters.ReplayFailed.class);
        notes.fatal.add(1);
        assertThatThrownBy(() -> letters.replay(first)).isInstanceOf(DeadLetters.ReplayFailed.class).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(notes.heard()).isEmpty();

        notes.bad.clear();
        notes.fatal.clear();
        letters.replayFollowers(letters.replay(first).orElseThrow());
        assertThat(letters.replay(first)).as("once").isEmpty();
        happens(4, 2);
        here.reads(reader);
        assertThat(notes.heard()).as("2 is about two subjects").containsExactly(1, 2, 2, 3, 4);
        assertThat(notes.parked()).isEmpty();
    }

    @Test
    void what_is_read_while_an_earlier_command_of_its_subject_is_replayed_waits_for_the_end_of_that() throws InterruptedException {
        here.knowing(reaction);
        notes.bad.add(1);
        happens(1, 1);
        here.readsToTheEnd(reaction);
        notes.bad.clear();
        var reading = new Thread(() -> here.reads(reaction));
        notes.meanwhile = () -> {
            notes.meanwhile = () -> {};
            outside(() -> happens(2, 1));
            reading.start();
            database.db().execute("select pg_sleep(0.1)");
        };
        assertThat(letters(reaction).replay(letter(0))).isPresent();
        reading.join();
        assertThat(notes.heard()).containsExactly(1, 2);
        assertThat(notes.parked()).isEmpty();
    }

    @Test
    void what_failed_once_goes_on_where_it_was() {
        here.knowing(reaction);
        notes.bad.add(2);
        for (var nth = 1; nth <= 40; nth++) happens(nth, nth);
        assertThatThrownBy(() -> here.reads(reaction)).hasMessage("stumbled over 2");
        assertThat(notes.heard()).containsExactly(1);
        notes.bad.clear();
        here.reads(reaction);
        assertThat(notes.heard()).hasSize(40).isSorted().doesNotHaveDuplicates();
        assertThat(notes.parked()).isEmpty();
    }

    @Test
    void a_chain_of_causes_that_is_too_long_is_parked_at_once() {
        var echo = new SharedReader.OfReaction(new Reaction.OneByOne() {
            @Override
            public String name() {
                return "echo";
            }

            @Override
            public java.util.Set<Class<? extends Fact>> hears() {
                return HAPPENED;
            }

            @Override
            public void on(CommandFacts facts) {
                happens(((Happened) facts.entries().getFirst().fact()).nth() + 1, 1);
            }
        });
        here.knowing(echo);
        happens(0, 1);
        for (var i = 0; i < 20; i++) here.reads(echo);
        number();
        assertThat(journal.after(0, 100).entries()).hasSize(11).last().satisfies(entry -> assertThat(entry.cause().depth()).isEqualTo(10));
        assertThat(store.parked()).containsEntry("echo", 1);
    }

    @Test
    void a_lease_is_taken_over_when_it_has_run_out_and_the_former_holder_keeps_nothing() {
        here.knowing(reaction);
        happens(1, 1);
        here.reads(reaction);
        there.reads(reaction);
        happens(2, 1);
        there.reads(reaction);
        assertThat(notes.heard()).as("the other node waits for the lease").containsExactly(1);

        time.advance(Duration.ofSeconds(16));
        there.reads(reaction);
        assertThat(notes.heard()).containsExactly(1, 2);
        happens(3, 1);
        here.reads(reaction);
        assertThat(notes.heard()).as("it believes to have its lease still, and the fence says no").containsExactly(1, 2);
        there.reads(reaction);
        assertThat(notes.heard()).containsExactly(1, 2, 3);
    }

    @Test
    void of_two_that_read_the_same_at_once_one_is_overtaken() {
        here.knowing(projection);
        happens(1, 1);
        notes.meanwhile = () -> {
            notes.meanwhile = () -> {};
            outside(() -> {
                time.advance(Duration.ofSeconds(16));
                there.reads(projection);
            });
        };
        here.reads(projection);
        assertThat(notes.heard()).containsExactly(1);
        assertThat(store.parked()).as("to be overtaken is no failure of the command").isEmpty();
    }

    @Test
    void a_cursor_that_was_moved_while_a_round_was_at_work_takes_its_effect_back() {
        here.knowing(projection);
        happens(1, 1);
        here.reads(projection);
        happens(2, 1);
        notes.meanwhile = () -> {
            notes.meanwhile = () -> {};
            outside(() -> store.rewind("notes", time.now()));
        };
        here.reads(projection);
        assertThat(notes.heard()).containsExactly(1);
        here.reads(projection);
        assertThat(notes.heard()).containsExactly(1, 1, 2);
    }

    @Test
    void a_projection_is_built_anew_from_the_start_with_what_was_parked() {
        here.knowing(projection);
        notes.bad.add(2);
        for (var nth = 1; nth <= 3; nth++) happens(nth, 1);
        here.readsToTheEnd(projection);
        assertThat(notes.heard()).containsExactly(1);
        assertThat(notes.parked()).containsExactly(2, 3);

        notes.bad.clear();
        there.rebuilds(table);
        assertThat(notes.heard()).isEmpty();
        assertThat(notes.parked()).isEmpty();
        time.advance(Duration.ofSeconds(16));
        there.reads(projection);
        assertThat(notes.heard()).containsExactly(1, 2, 3);
    }

    private DeadLetters letters(SharedReader reader) {
        var all = switch (reader) {
            case SharedReader.OfReaction(Reaction one) -> new Readers.AllReaders(List.of(one), List.of());
            case SharedReader.OfProjection(Projection one) -> new Readers.AllReaders(List.of(), List.of(one));
        };
        return new DeadLetters(store, journal, database.transactions(), all, time);
    }

    /// The id of what was parked first, second …
    private long letter(int place) {
        return store.deadLetters(null, 10).reversed().get(place).id();
    }

    /// In a transaction of its own, as another node would do it.
    private static void outside(Runnable work) {
        try {
            Thread.ofVirtual().start(work).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
