package app.rapport.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import app.rapport.platform.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RewindTest {

    private static final Instant AT = Instant.parse("2026-11-25T12:00:00Z");
    private static final Ticket NEW = Ticket.open(1001, new Ticket.Origin(1, 7, null, "email", null),
            new Ticket.Properties("The tent leaks", Status.NEW, Priority.NORMAL, null, null, List.of(), null), AT);

    @Test
    void the_facts_of_any_walk_lead_back_to_where_it_began() {
        qt().withExamples(500).forAll(longs().all()).checkAssert(seed -> {
            var random = new Random(seed);
            var start = walk(NEW, random, new ArrayList<>());
            var facts = new ArrayList<TicketFact>();
            var end = walk(start, random, facts);
            var back = Rewind.before(end, facts).orElseThrow();
            assertThat(back.properties()).isEqualTo(start.properties());
        });
    }

    @Test
    void before_it_was_opened_there_was_none() {
        assertThat(Rewind.before(NEW, List.of(NEW.opened()))).isEmpty();
    }

    private static Ticket walk(Ticket ticket, Random random, List<TicketFact> facts) {
        var now = ticket;
        for (var step = random.nextInt(8); step > 0; step--) {
            try {
                var change = step(now, random);
                now = change.now();
                facts.addAll(change.facts());
            } catch (Refusal refused) {
                // Not every step is allowed everywhere.
            }
        }
        return now;
    }

    private static Change step(Ticket ticket, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> ticket.snooze(AT.plusSeconds(1 + random.nextInt(1000)), AT);
            case 1 -> ticket.wake(TicketFact.Woken.Why.AGENT, AT);
            case 2 -> ticket.received(new TicketFact.MessageAdded(1, Message.Direction.IN, Message.Visibility.PUBLIC, null, Author.Kind.CONTACT, 7, null, null), "Hello", AT);
            default -> ticket.edit(new TicketEdit(null, some(Status.values(), random), some(Priority.values(), random), someId(random), someId(random),
                    random.nextBoolean() ? null : List.of("t" + random.nextInt(3))), AT);
        };
    }

    private static <T> @Nullable T some(T[] values, Random random) {
        return random.nextBoolean() ? null : values[random.nextInt(values.length)];
    }

    private static @Nullable Optional<Long> someId(Random random) {
        return random.nextBoolean() ? null : random.nextBoolean() ? Optional.empty() : Optional.of(1L + random.nextInt(3));
    }
}
