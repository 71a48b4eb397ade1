package app.rapport.desk;

import app.rapport.desk.store.SearchStore;
import app.rapport.desk.store.SearchStore.Owner;
import app.rapport.desk.store.SearchStore.TicketText;
import app.rapport.platform.ServerSettings;
import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.LocalReader;
import app.rapport.platform.journal.Phases;
import app.rapport.platform.search.Found;
import app.rapport.platform.search.IndexedDocument;
import app.rapport.platform.search.SearchIndex;
import app.rapport.ticket.TicketFact;
import app.rapport.ticket.TicketScope;
import app.rapport.workspace.Viewer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the search index of tickets from the journal: a local reader, which keeps its cursor in the index. An index that
/// belongs to another database is made anew.
@Component
class SearchReader extends LocalReader {

    static final String TICKET = "ticket";
    static final String MESSAGE = "message";
    private static final Map<String, Float> BOOSTS = Map.of("subject", 4f, "contact", 3f, "body", 1f);
    private static final int MOST_FOUND = 1000;
    private static final Duration COMMIT = Duration.ofSeconds(5);

    private final SearchStore store;
    private final Journal journal;
    private final ServerSettings settings;
    private volatile @Nullable SearchIndex index;
    private long committedAt;

    SearchReader(SearchStore store, Journal journal, ServerSettings settings) {
        super("search-index", journal, Phases.READERS);
        this.store = store;
        this.journal = journal;
        this.settings = settings;
    }

    /// Tickets in which all words are found, the best first, within the viewer's scope.
    Found search(String words, Viewer viewer, Found.@Nullable After after, int limit) {
        return index().search(words, TicketScope.filter(viewer), after, limit);
    }

    /// The best of them, for lists that have an order of their own.
    List<Long> best(String words, Viewer viewer) {
        return search(words, viewer, null, MOST_FOUND).hits().stream().map(Found.Hit::groupId).toList();
    }

    private SearchIndex index() {
        return Objects.requireNonNull(index, "The search index opens when the program starts");
    }

    static Path folder(ServerSettings settings) {
        return settings.home().resolve("search");
    }

    @Override
    protected void on(List<JournalEntry> entries) {
        var described = new HashSet<Long>();
        var moved = new HashSet<Long>();
        var written = new HashSet<Long>();
        var withdrawn = new HashSet<Long>();
        for (var entry : entries) {
            if (!(entry.fact() instanceof TicketFact fact)) continue;
            switch (fact) {
                case TicketFact.Opened _, TicketFact.SubjectChanged _, TicketFact.TagsChanged _ -> described.add(entry.subject().id());
                case TicketFact.TeamChanged _, TicketFact.Assigned _ -> moved.add(entry.subject().id());
                case TicketFact.MessageAdded added -> written.add(added.messageId());
                case TicketFact.MessageWithdrawn back -> withdrawn.add(back.messageId());
                case TicketFact.MessageReleased _, TicketFact.DeliveryChanged _, TicketFact.StatusChanged _, TicketFact.PriorityChanged _, TicketFact.Snoozed _,
                        TicketFact.Woken _, TicketFact.JoinProposed _ -> {}
            }
        }
        index(described, written);
        if (!moved.isEmpty()) store.owners(moved).forEach(owner -> index().updatePermissions(owner.ticketId(), terms(owner)));
        withdrawn.forEach(id -> index().delete(MESSAGE, id));
        commitByTime(new CommandFacts(0, entries.getLast().cause(), entries).lastPosition());
    }

    private void index(Set<Long> tickets, Set<Long> messages) {
        var documents = new ArrayList<IndexedDocument>();
        if (!tickets.isEmpty()) store.tickets(tickets).forEach(ticket -> documents.add(document(ticket)));
        if (!messages.isEmpty()) {
            for (var message : store.messages(messages)) {
                documents.add(new IndexedDocument(MESSAGE, message.id(), message.owner().ticketId(), Map.of("contact", message.author(), "body", message.text()), List.of(),
                        terms(message.owner())));
            }
        }
        if (!documents.isEmpty()) index().index(documents);
    }

    private static IndexedDocument document(TicketText ticket) {
        var id = ticket.owner().ticketId();
        var contact = ticket.contactAddress() == null ? ticket.contactName() : ticket.contactName() + " " + ticket.contactAddress();
        return new IndexedDocument(TICKET, id, id, Map.of("subject", ticket.subject() + " " + String.join(" ", ticket.tags()), "contact", contact),
                List.of(Long.toString(id)), terms(ticket.owner()));
    }

    /// 0 stands for none: a filter asks for ids, which are never 0.
    static Map<String, Long> terms(Owner owner) {
        return Map.of(TicketScope.TEAM, owner.teamId() == null ? 0 : owner.teamId(), TicketScope.BRAND, owner.brandId(),
                TicketScope.ASSIGNEE, owner.assigneeId() == null ? 0 : owner.assigneeId());
    }

    /// A commit syncs files; what comes between two is read again after a crash.
    private void commitByTime(long position) {
        if (System.nanoTime() - committedAt < COMMIT.toNanos()) return;
        commit(position);
        committedAt = System.nanoTime();
    }

    private void commit(long position) {
        index().commit(new SearchIndex.Cursor(journal.incarnation(), position));
    }

    @Override
    protected long from() {
        return index().cursor().position();
    }

    @Override
    public void start() {
        var opened = SearchIndex.open(folder(settings), BOOSTS);
        var cursor = opened.cursor();
        if (cursor.incarnation() != journal.incarnation() || cursor.position() > journal.position()) opened.clear();
        index = opened;
        committedAt = System.nanoTime();
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        var open = index;
        if (open == null) return;
        commit(readUpTo());
        index = null;
        open.close();
    }
}
