package app.rapport.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.Refusal;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.JournalEntry.Cause;
import app.rapport.platform.journal.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The facts of whatever decisions fold into the row that they led to. (With the rows of the database it is checked after each
/// scenario, by the doctor.)
class TicketFoldTest {

    private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

    private final List<JournalEntry> facts = new ArrayList<>();
    private long messages;
    private long replies;

    @Test
    void any_life_of_a_ticket_folds_into_its_row() {
        for (var seed = 0; seed < 300; seed++) {
            facts.clear();
            var random = new Random(seed);
            var ticket = Ticket.open(1001, new Ticket.Origin(1, 2, 3L, "email", null),
                    new Ticket.Properties("The tent leaks", Status.NEW, Priority.NORMAL, 4L, null, List.of("vip"), null), START);
            append(new Change(ticket, List.of(ticket.opened()), START));
            var at = START;
            for (var step = 0; step < 30; step++) {
                at = at.plus(Duration.ofSeconds(random.nextInt(5000) - 500));
                ticket = step(ticket, at, random);
            }
            assertThat(TicketFold.of(facts)).as("seed %d", seed).isEqualTo(TicketFold.withoutTexts(ticket));
        }
    }

    @Test
    void nothing_folds_into_nothing() {
        assertThat(TicketFold.of(List.of())).isNull();
    }

    private Ticket step(Ticket ticket, Instant at, Random random) {
        try {
            return append(decide(ticket, at, random));
        } catch (Refusal refused) {
            return ticket;
        }
    }

    private Change decide(Ticket ticket, Instant at, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> ticket.edit(TicketEdit.status(Status.values()[random.nextInt(5)]), at);
            case 1 -> ticket.edit(new TicketEdit("Another subject", null, Priority.values()[random.nextInt(4)], null, null, List.of("tag" + random.nextInt(3))), at);
            case 2 -> ticket.edit(new TicketEdit(null, null, null, Optional.ofNullable(random.nextBoolean() ? 5L : null), Optional.ofNullable(random.nextBoolean() ? 6L : null), null), at);
            case 3 -> ticket.snooze(at.plusSeconds(3600), at);
            case 4 -> ticket.wake(TicketFact.Woken.Why.AGENT, at);
            case 5 -> ticket.received(added(Message.Direction.IN, random.nextInt(3) == 0 ? "out-of-office" : null, Author.Kind.CONTACT), "Hello", at);
            case 6 -> {
                var reply = added(Message.Direction.OUT, null, Author.Kind.AGENT);
                replies = reply.messageId();
                yield ticket.added(reply, "Good day", at);
            }
            case 7 -> ticket.released(replies, random.nextBoolean() ? Status.PENDING : null, at);
            case 8 -> ticket.automatic(added(Message.Direction.OUT, "acknowledgement", Author.Kind.SYSTEM), at);
            case 9 -> ticket.reported(added(Message.Direction.IN, "bounce", Author.Kind.SYSTEM), at);
            case 10 -> ticket.delivery(new TicketFact.DeliveryChanged(1, 1, "sending", "failed", "5.1.1"), random.nextBoolean(), at);
            default -> ticket.delivery(new TicketFact.DeliveryChanged(1, 1, "sending", "sent", null), false, at);
        };
    }

    private TicketFact.MessageAdded added(Message.Direction direction, @Nullable String automatic, Author.Kind author) {
        return new TicketFact.MessageAdded(++messages, direction, Message.Visibility.PUBLIC, automatic, author, 2, null, null);
    }

    private Ticket append(Change change) {
        var now = change.now();
        for (var fact : change.facts()) {
            var seq = facts.size() + 1L;
            facts.add(new JournalEntry(seq, seq, seq, change.at(), change.at(), fact.getClass().getSimpleName(), now.asSubject(), now.version(), now.about(),
                    Actor.system("test"), new Cause(null, seq, 0), Origin.LIVE, fact));
        }
        return now;
    }
}
