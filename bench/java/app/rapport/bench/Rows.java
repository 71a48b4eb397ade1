package app.rapport.bench;

import app.rapport.customer.CustomerFact;
import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.FactCatalog;
import app.rapport.ticket.Author;
import app.rapport.ticket.Message.Direction;
import app.rapport.ticket.Message.Visibility;
import app.rapport.ticket.Priority;
import app.rapport.ticket.Status;
import app.rapport.ticket.TicketFact;
import app.rapport.workspace.Role;
import app.rapport.workspace.Scope;
import app.rapport.workspace.WorkspaceFact;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes the rows of contacts and tickets, each with the facts that lead to it.
final class Rows {

    private final Company company;
    private final FactCatalog catalog;
    private final Random random;

    private final Copy contacts = new Copy("customer_contact", "id, base_id, person_id, name, created_at, version");
    private final Copy handles = new Copy("customer_handle", "id, contact_id, base_id, kind, value, display, created_at");
    private final Copy tickets = new Copy("ticket", "id, version, brand_id, subject, subject_folded, status, priority, team_id, assignee_id, contact_id, handle_id, channel, tags, "
            + "origin, opened_at, updated_at, solved_at, closed_at, recorded_at, message_count, last_message_at, preview");
    private final Copy threads = new Copy("ticket_thread", "id, ticket_id, kind, channel, account_id, handle_id");
    private final Copy messages = new Copy("ticket_message", "id, ticket_id, thread_id, direction, visibility, medium, author_kind, author_id, author_name, author_address, handle_id, "
            + "subject, body_html, body_text, visible_text, external_id, client_message_id, released_at, at, received_at, recorded_at");
    private final Copy recipients = new Copy("ticket_message_recipient", "message_id, position, role, address");
    private final Copy outbound = new Copy("channel_outbound", "id, message_id, ticket_id, account_id, purpose, role, address, state, send_at, expires_at, attempts, external_id, created_at, finished_at");
    private final Copy journal = new Copy("platform_journal", "seq, position, command, at, recorded_at, type, version, subject_kind, subject_id, subject_version, ticket_id, "
            + "contact_id, brand_id, actor_kind, actor_id, root, depth, origin, data");
    private final Copy texts = new Copy("platform_journal_text", "seq, contact_id, data");

    private long seq;
    private long position;
    private long ticket;
    private long message;
    private long firstContact;
    private int made;

    Rows(Company company, FactCatalog catalog, Random random) {
        this.company = company;
        this.catalog = catalog;
        this.random = random;
    }

    void startAfter(long lastSeq, long lastPosition, long lastTicket, long lastMessage, long lastPerson) {
        seq = lastSeq;
        position = lastPosition;
        ticket = Math.max(lastTicket, 1000);
        message = lastMessage;
        firstContact = lastPerson + 1;
    }

    /// In the order of their foreign keys.
    List<Copy> tables() {
        return List.of(contacts, handles, tickets, threads, messages, recipients, outbound, journal, texts);
    }

    long position() {
        return position;
    }

    int messages() {
        return made;
    }

    /// The facts of the company's teams and agents, whose rows are there already.
    void people(Instant at) {
        for (var i = 0; i < company.teams().size(); i++) {
            command(at, "team", company.teams().get(i), 1, null, null, null, "system", 0, List.of(new WorkspaceFact.TeamAdded(Company.teamName(i))));
        }
        for (var i = 0; i < company.agents().size(); i++) {
            command(at, "agent", company.agents().get(i), 1, null, null, null, "system", 0, List.of(new WorkspaceFact.AgentAdded(Company.agentName(i), Company.agentAddress(i), Role.AGENT, Scope.ALL,
                    List.of(company.teams().get(i % company.teams().size())))));
        }
    }

    void contact(int number, Instant at) {
        var id = firstContact + number;
        var name = "Customer " + Integer.toString(number, 36);
        contacts.row(id, company.base(), id, name, at, 1);
        handles.row(id, id, company.base(), "email", address(number), address(number), at);
        command(at, "contact", id, 1, null, id, null, "system", 0, List.of(new CustomerFact.ContactCreated(company.base(), id, "email", name, address(number))));
    }

    private static String address(int number) {
        return "customer" + number + "@example.org";
    }

    /// One ticket: what its customer wrote, in turn with answers; awake ones are still in the midst of it.
    void ticket(Instant opened, boolean awake, int count, int customer, UnaryOperator<String> fold) {
        var line = new Line(++ticket, firstContact + customer, address(customer), opened, company.team(random));
        line.open();
        for (var i = 1; i < count; i++) {
            if (i % 2 == 1) line.reply();
            else line.receive();
        }
        line.end(awake);
        line.write(fold);
    }

    /// The life of one ticket.
    private final class Line {
        private final long id;
        private final long contact;
        private final String customer;
        private final Instant opened;
        private final @Nullable Long team;
        private final @Nullable Long assignee;
        private final String subject = Company.words(5, random);
        private final Priority priority = Priority.values()[random.nextInt(4)];
        private final List<String> tags = random.nextInt(4) == 0 ? List.of("tag" + random.nextInt(30)) : List.of();
        private Status status = Status.NEW;
        private Instant at;
        private Instant updatedAt;
        private Instant lastMessageAt;
        private @Nullable Instant solvedAt;
        private @Nullable Instant closedAt;
        private String preview = "";
        private long version;
        private int count;

        Line(long id, long contact, String customer, Instant opened, @Nullable Long team) {
            this.id = id;
            this.contact = contact;
            this.customer = customer;
            this.opened = opened;
            this.at = opened;
            this.updatedAt = opened;
            this.lastMessageAt = opened;
            this.team = team;
            this.assignee = company.assignee(team, random);
        }

        void open() {
            var first = message(Direction.IN, contact, null);
            happened("system", 0, List.of(
                    new TicketFact.Opened(company.brand(), contact, contact, "email", Status.NEW, priority, team, null, tags, null, subject),
                    new TicketFact.MessageAdded(first, Direction.IN, Visibility.PUBLIC, null, Author.Kind.CONTACT, contact, null, null)));
            if (assignee != null) {
                at = at.plusSeconds(60);
                happened("agent", assignee, List.of(new TicketFact.Assigned(null, assignee)));
            }
        }

        void receive() {
            at = at.plusSeconds(3600);
            var received = message(Direction.IN, contact, null);
            var added = new TicketFact.MessageAdded(received, Direction.IN, Visibility.PUBLIC, null, Author.Kind.CONTACT, contact, null, null);
            happened("system", 0, status == Status.PENDING ? List.of(added, to(Status.OPEN, TicketFact.StatusChanged.Why.CUSTOMER_WROTE)) : List.of(added));
        }

        void reply() {
            at = at.plusSeconds(1800);
            var author = assignee == null ? company.agents().getFirst() : assignee;
            var sent = message(Direction.OUT, author, at);
            happened("agent", author, List.of(new TicketFact.MessageAdded(sent, Direction.OUT, Visibility.PUBLIC, null, Author.Kind.AGENT, author, null, Status.PENDING),
                    new TicketFact.MessageReleased(sent), to(Status.PENDING, TicketFact.StatusChanged.Why.REPLIED)));
            if (company.account() == null) return;
            at = at.plusSeconds(2);
            outbound.row(sent, sent, id, company.account(), "service", "to", customer, "sent", at, at.plusSeconds(259_200), 1, "<" + sent + "@bench>", at, at);
            var before = updatedAt;
            happened("system", 0, List.of(new TicketFact.DeliveryChanged(sent, sent, "sending", "sent", null)));
            updatedAt = before;
        }

        void end(boolean awake) {
            if (awake) return;
            at = at.plusSeconds(600);
            var author = assignee == null ? company.agents().getFirst() : assignee;
            var last = random.nextInt(3) == 0 ? Status.SOLVED : Status.CLOSED;
            happened("agent", author, List.of(to(last, TicketFact.StatusChanged.Why.EDITED)));
            solvedAt = at;
            closedAt = last == Status.CLOSED ? at : null;
        }

        private TicketFact.StatusChanged to(Status next, TicketFact.StatusChanged.Why why) {
            var change = new TicketFact.StatusChanged(status, next, why);
            status = next;
            return change;
        }

        private long message(Direction direction, long author, @Nullable Instant released) {
            var number = ++message;
            var in = direction == Direction.IN;
            var text = Company.words(60 + random.nextInt(120), random);
            messages.row(number, id, id, direction.key(), "public", "email", in ? "contact" : "agent", author, null, in ? customer : null, in ? contact : null,
                    subject, "<p>" + text.replace("\n", "<br>") + "</p>", text, text, in ? "<" + number + "@example.org>" : null, in ? null : "m" + number, released, at,
                    in ? at : null, at);
            recipients.row(number, 0, "to", in ? "support@example.com" : customer);
            preview = text.replace('\n', ' ').substring(0, 120);
            lastMessageAt = at;
            count++;
            made++;
            return number;
        }

        private void happened(String actor, long actorId, List<? extends Fact> facts) {
            updatedAt = at;
            command(at, "ticket", id, ++version, id, contact, company.brand(), actor, actorId, facts);
        }

        void write(UnaryOperator<String> fold) {
            tickets.row(id, version, company.brand(), subject, fold.apply(subject), status.key(), priority.rank(), team, assignee, contact, contact, "email", tags, "live",
                    opened, updatedAt, solvedAt, closedAt, opened, count, lastMessageAt, preview);
            threads.row(id, id, "main", "email", company.account(), contact);
        }
    }

    private void command(Instant at, String kind, long id, long version, @Nullable Long ticketId, @Nullable Long contactId, @Nullable Long brandId, String actor, long actorId,
            List<? extends Fact> facts) {
        var command = seq + 1;
        for (var fact : facts) {
            var written = catalog.write(fact);
            journal.row(++seq, ++position, command, at, at, written.type(), written.version(), kind, id, version, ticketId, contactId, brandId, actor, actorId, command, 0,
                    "live", written.data());
            if (written.text() != null) texts.row(seq, contactId, written.text());
        }
    }
}
