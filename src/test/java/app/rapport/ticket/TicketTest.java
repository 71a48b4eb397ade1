package app.rapport.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.platform.Conflict;
import app.rapport.platform.Invalid;
import app.rapport.ticket.TicketFact.StatusChanged;
import app.rapport.ticket.TicketFact.Woken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketTest {

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = AT.plus(Duration.ofHours(1));
    private static final TicketFact.MessageAdded WRITTEN =
            new TicketFact.MessageAdded(7, Message.Direction.IN, Message.Visibility.PUBLIC, null, Author.Kind.CONTACT, 2, null, null);

    private final Ticket fresh = Ticket.open(1001, new Ticket.Origin(1, 2, 3L, "email", null),
            new Ticket.Properties("The tent leaks", Status.NEW, Priority.NORMAL, null, null, List.of(), null), AT);

    @Test
    void its_customer_wakes_and_reopens_it() {
        var pending = fresh.edit(TicketEdit.status(Status.PENDING), AT).now().snooze(LATER, AT).now();
        var change = pending.received(WRITTEN, "It leaks more", AT);
        assertThat(change.now().properties().status()).isEqualTo(Status.OPEN);
        assertThat(change.now().properties().snoozedUntil()).isNull();
        assertThat(change.facts()).contains(new Woken(LATER, Woken.Why.CUSTOMER_WROTE), new StatusChanged(Status.PENDING, Status.OPEN, StatusChanged.Why.CUSTOMER_WROTE));
    }

    @Test
    void a_machine_leaves_its_state_alone() {
        var solved = fresh.edit(TicketEdit.status(Status.SOLVED), AT).now();
        var away = new TicketFact.MessageAdded(7, Message.Direction.IN, Message.Visibility.PUBLIC, "out-of-office", Author.Kind.CONTACT, 2, null, null);
        assertThat(solved.received(away, "I am away", AT).now().properties().status()).isEqualTo(Status.SOLVED);
    }

    @Test
    void an_answer_that_does_not_arrive_brings_it_back() {
        var missed = new TicketFact.DeliveryChanged(7, 8, "sent", "bounced", "5.1.1");
        var pending = fresh.edit(TicketEdit.status(Status.PENDING), AT).now().snooze(LATER, AT).now();
        var change = pending.delivery(missed, true, AT);
        assertThat(change.now().properties().status()).isEqualTo(Status.OPEN);
        assertThat(change.now().properties().snoozedUntil()).isNull();
        assertThat(change.facts()).containsExactly(missed, new Woken(LATER, Woken.Why.UNDELIVERED), new StatusChanged(Status.PENDING, Status.OPEN, StatusChanged.Why.UNDELIVERED));
        assertThat(fresh.delivery(missed, true, AT).facts()).as("it is in sight").containsExactly(missed);
        assertThat(fresh.edit(TicketEdit.status(Status.CLOSED), AT).now().delivery(missed, true, AT).now().properties().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void what_the_program_does_as_it_should_does_not_update_it() {
        var said = fresh.automatic(new TicketFact.MessageAdded(8, Message.Direction.OUT, Message.Visibility.PUBLIC, "acknowledgement", Author.Kind.SYSTEM, 0, null, null), LATER);
        assertThat(said.now().times().updatedAt()).isEqualTo(AT);
        assertThat(said.now().activity().messages()).isEqualTo(fresh.activity().messages() + 1);
        assertThat(said.at()).isEqualTo(LATER);
        var arrived = said.now().delivery(new TicketFact.DeliveryChanged(8, 8, "sending", "sent", null), false, LATER).now();
        assertThat(arrived.times().updatedAt()).isEqualTo(AT);
        assertThat(arrived.version()).isEqualTo(fresh.version() + 2);
        assertThat(arrived.delivery(new TicketFact.DeliveryChanged(8, 8, "sent", "bounced", "5.1.1"), false, LATER).now().times().updatedAt()).isEqualTo(LATER);
    }

    @Test
    void a_report_is_counted_and_changes_nothing_else_of_it_even_when_it_is_closed() {
        var report = new TicketFact.MessageAdded(8, Message.Direction.IN, Message.Visibility.PUBLIC, "bounce", Author.Kind.SYSTEM, 0, null, null);
        var closed = fresh.received(WRITTEN, "It leaks", AT).now().edit(TicketEdit.status(Status.CLOSED), AT).now();
        var change = closed.reported(report, LATER);
        assertThat(change.facts()).containsExactly(report);
        assertThat(change.now()).isEqualTo(new Ticket(closed.id(), closed.version() + 1, closed.origin(), closed.properties(), closed.times(), new Ticket.Activity(2, AT, "It leaks")));
    }

    @Test
    void nobody_snoozes_into_the_past() {
        assertThatThrownBy(() -> fresh.snooze(AT, AT)).isInstanceOf(Invalid.class);
    }

    @Test
    void waking_twice_is_waking_once() {
        var snoozed = fresh.snooze(LATER, AT).now();
        assertThat(snoozed.wake(Woken.Why.TIME, AT).facts()).as("too early").isEmpty();
        var awake = snoozed.wake(Woken.Why.TIME, LATER).now();
        assertThat(awake.wake(Woken.Why.TIME, LATER).facts()).isEmpty();
    }

    @Test
    void closed_is_for_ever_and_new_is_only_once() {
        var closed = fresh.edit(TicketEdit.status(Status.CLOSED), AT).now();
        assertThatThrownBy(() -> closed.edit(TicketEdit.status(Status.OPEN), AT)).isInstanceOf(Conflict.class);
        var open = fresh.edit(TicketEdit.status(Status.OPEN), AT).now();
        assertThatThrownBy(() -> open.edit(TicketEdit.status(Status.NEW), AT)).isInstanceOf(Invalid.class);
    }

    @Test
    void what_is_as_wanted_already_is_no_change() {
        assertThat(fresh.edit(TicketEdit.status(Status.NEW), AT).facts()).isEmpty();
        assertThat(fresh.edit(TicketEdit.status(Status.NEW), AT).now().version()).isEqualTo(fresh.version());
    }

    @Test
    void time_never_runs_back_on_a_ticket() {
        var later = fresh.edit(TicketEdit.status(Status.OPEN), LATER).now();
        assertThat(later.edit(TicketEdit.status(Status.PENDING), AT).now().times().updatedAt()).isEqualTo(LATER);
    }

    @Test
    void tags_are_lower_case_sorted_and_single() {
        assertThat(new TicketEdit(null, null, null, null, null, List.of("Refund", "abc", "refund ")).tags()).containsExactly("abc", "refund");
        assertThatThrownBy(() -> new TicketEdit(null, null, null, null, null, List.of("two words"))).isInstanceOf(Invalid.class);
    }
}
