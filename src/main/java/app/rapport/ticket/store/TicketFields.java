package app.rapport.ticket.store;

import static app.rapport.ticket.store.generated.Tables.TICKET_V_TICKETS;

import app.rapport.platform.rules.Field;
import app.rapport.platform.rules.Fields;
import app.rapport.ticket.Priority;
import app.rapport.ticket.Status;
import app.rapport.ticket.Ticket;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What people can ask about a ticket, in views, in `q`, later in rules. The columns are those of the published view.
@Configuration(proxyBeanMethods = false)
class TicketFields {

    private static final List<String> STATUSES = Arrays.stream(Status.values()).map(Status::key).toList();
    private static final List<String> PRIORITIES = Arrays.stream(Priority.values()).map(Priority::key).toList();

    @Bean
    Fields<Ticket> fieldsOfTicket() {
        var view = TICKET_V_TICKETS;
        var priority = view.PRIORITY.convert(String.class, rank -> Priority.ofRank(rank).key(), key -> Priority.of(key).rank());
        return new Fields<Ticket>(List.of(
                Field.<Ticket>number("number", Ticket::id, view.TICKET_ID).foldsFrom("ticket.opened").inLists(),
                Field.<Ticket>text("subject", ticket -> ticket.properties().subject(), view.SUBJECT_FOLDED).foldsFrom("ticket.opened", "ticket.subject-changed"),
                Field.<Ticket>choice("status", STATUSES, ticket -> ticket.properties().status().key(), view.STATUS).foldsFrom("ticket.opened", "ticket.status-changed"),
                Field.<Ticket>scale("priority", PRIORITIES, ticket -> ticket.properties().priority().key(), priority)
                        .foldsFrom("ticket.opened", "ticket.priority-changed").inLists(),
                Field.<Ticket>reference("team", "team", ticket -> ticket.properties().teamId(), view.TEAM_ID).foldsFrom("ticket.opened", "ticket.team-changed"),
                Field.<Ticket>reference("assignee", "agent", ticket -> ticket.properties().assigneeId(), view.ASSIGNEE_ID).foldsFrom("ticket.opened", "ticket.assigned"),
                Field.<Ticket>reference("brand", "brand", ticket -> ticket.origin().brandId(), view.BRAND_ID).foldsFrom("ticket.opened"),
                Field.<Ticket>reference("contact", "contact", ticket -> ticket.origin().contactId(), view.CONTACT_ID).foldsFrom("ticket.opened"),
                Field.<Ticket>text("channel", ticket -> ticket.origin().channel(), view.CHANNEL).foldsFrom("ticket.opened"),
                Field.<Ticket>tags("tag", ticket -> ticket.properties().tags(), view.TAGS).foldsFrom("ticket.opened", "ticket.tags-changed"),
                Field.<Ticket>moment("snoozed", ticket -> ticket.properties().snoozedUntil(), view.SNOOZED_UNTIL).foldsFrom("ticket.snoozed", "ticket.woken"),
                Field.<Ticket>moment("created", ticket -> ticket.times().openedAt(), view.OPENED_AT).foldsFrom("ticket.opened"),
                Field.<Ticket>moment("updated", ticket -> ticket.times().updatedAt(), view.UPDATED_AT).inLists(),
                Field.<Ticket>moment("solved", ticket -> ticket.times().solvedAt(), view.SOLVED_AT).foldsFrom("ticket.status-changed"),
                Field.<Ticket>moment("closed", ticket -> ticket.times().closedAt(), view.CLOSED_AT).foldsFrom("ticket.status-changed")));
    }
}
