package app.rapport.ticket;

import app.rapport.platform.NotFound;
import app.rapport.platform.journal.Actor;
import app.rapport.ticket.store.TicketStore;
import app.rapport.ticket.store.TicketViewStore;
import app.rapport.workspace.Access;
import app.rapport.workspace.Directory;
import app.rapport.workspace.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Tickets as people see them, many in one statement.
@Component
public class TicketViews {

    private static final TicketView.Can NOTHING = new TicketView.Can(false, false, false, false);

    private final TicketViewStore views;
    private final TicketStore tickets;
    private final Access access;
    private final Directory directory;
    private final JsonMapper json = JsonMapper.shared();

    TicketViews(TicketViewStore views, TicketStore tickets, Access access, Directory directory) {
        this.views = views;
        this.tickets = tickets;
        this.access = access;
        this.directory = directory;
    }

    /// In the order of the ids; those that the actor may not see are left out.
    public List<TicketView> of(Collection<Long> ids, Actor by) {
        if (ids.isEmpty()) return List.of();
        var viewer = access.viewer(by);
        var can = can(by);
        Map<Long, TicketView> found = views.rows(ids, by.id()).stream()
                .filter(row -> viewer.sees(row.ticket().place()))
                .map(row -> view(row, can, null, null))
                .collect(Collectors.toMap(TicketView::id, Function.identity()));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    /// A ticket and how screens show it now.
    public record Shown(Ticket ticket, TicketPatch patch) {}

    /// For the live stream, which asks for each of its viewers whether he may see them.
    public List<Shown> shown(Collection<Long> ids) {
        if (ids.isEmpty()) return List.of();
        return views.rows(ids, 0).stream().map(row -> new Shown(row.ticket(), TicketPatch.of(view(row, NOTHING, null, null)))).toList();
    }

    /// One ticket, with what only its own page shows.
    ///
    /// @throws NotFound no such ticket, or outside the actor's scope
    public TicketView get(long id, Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        return views.row(id, by.id()).filter(one -> sees(one, by)).map(one -> view(one, by)).orElseThrow(NotFound::new);
    }

    /// A ticket with a page of what is said on it, newest first.
    public record Opened(TicketView ticket, List<Message> messages) {}

    /// @throws NotFound no such ticket, or outside the actor's scope
    public Opened open(long id, @Nullable Long before, int limit, Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        return views.opened(id, by.id(), before, limit).filter(found -> sees(found.ticket(), by))
                .map(found -> new Opened(view(found.ticket(), by), found.messages())).orElseThrow(NotFound::new);
    }

    private boolean sees(TicketViewStore.Single one, Actor by) {
        return access.viewer(by).sees(one.row().ticket().place());
    }

    private TicketView view(TicketViewStore.Single one, Actor by) {
        return view(one.row(), can(by), one.contactAddress(), one.hasProposals() ? proposals(one.row().ticket().id(), by) : List.of());
    }

    private List<TicketView.Proposal> proposals(long id, Actor by) {
        return tickets.proposals(id).stream()
                .filter(proposal -> tickets.find(proposal.ticketId()).filter(other -> access.viewer(by).sees(other.place())).isPresent())
                .map(proposal -> new TicketView.Proposal(proposal.ticketId(), proposal.ticketId(), proposal.subject(), proposal.score(),
                        json.readValue(proposal.parts(), new TypeReference<List<TicketView.Part>>() {}))).toList();
    }

    /// A ticket that the actor has just changed. When he sees it no more, since he gave it away, it is shown as he left it, and there is
    /// nothing that he may do with it.
    public TicketView changed(Ticket left, Actor by) {
        if (access.viewer(by).sees(left.place())) return get(left.id(), by);
        var row = views.rows(List.of(left.id()), by.id()).stream().findFirst().orElseThrow(NotFound::new);
        return view(new TicketViewStore.Row(left, row.contactName(), row.hasDraft()), NOTHING, null, null);
    }

    private TicketView view(TicketViewStore.Row row, TicketView.Can can, @Nullable String replyTo, @Nullable List<TicketView.Proposal> proposals) {
        var ticket = row.ticket();
        var properties = ticket.properties();
        var closed = properties.status() == Status.CLOSED;
        var followed = ticket.origin().followUpOf();
        return new TicketView(ticket.id(), ticket.id(), ticket.version(), properties.subject(), properties.status(), properties.priority(),
                named("agent", properties.assigneeId()), named("team", properties.teamId()),
                new TicketView.Contact(ticket.origin().contactId(), row.contactName()), properties.tags(), properties.snoozedUntil(),
                ticket.times().openedAt(), ticket.times().updatedAt(), ticket.origin().channel(), ticket.activity().preview(), row.hasDraft(), ticket.activity().messages(),
                followed == null ? null : new TicketView.Numbered(followed, followed),
                closed ? NOTHING : can, replyTo, proposals);
    }

    private TicketView.@Nullable Named named(String kind, @Nullable Long id) {
        return id == null ? null : new TicketView.Named(id, String.valueOf(directory.name(kind, id)));
    }

    private TicketView.Can can(Actor by) {
        var edit = access.may(by, Permission.TICKET_EDIT);
        return new TicketView.Can(edit, access.may(by, Permission.TICKET_REPLY), access.may(by, Permission.TICKET_NOTE), edit);
    }
}
