package app.rapport.desk;

import app.rapport.desk.store.SearchStore;
import app.rapport.platform.Checkup;
import app.rapport.platform.ServerSettings;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.search.SearchIndex;
import app.rapport.ticket.TicketScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Whether the search index holds what the tables hold: every ticket and message once, with whom may find it.
@Component
class SearchCheckup implements Checkup {

    private static final int SHOWN = 5;

    private final SearchStore store;
    private final Journal journal;
    private final ServerSettings settings;
    private final Transactions transactions;

    SearchCheckup(SearchStore store, Journal journal, ServerSettings settings, Transactions transactions) {
        this.store = store;
        this.journal = journal;
        this.settings = settings;
        this.transactions = transactions;
    }

    @Override
    public String part() {
        return "search";
    }

    @Override
    public List<Finding> look() {
        var cursor = SearchIndex.read(SearchReader.folder(settings), List.of(), document -> {});
        return List.of(Finding.fine("The index on this node was last saved " + Math.max(0, journal.position() - cursor.position()) + " facts ago"));
    }

    @Override
    public List<Finding> verify() {
        var owners = new HashMap<Long, Map<String, Long>>();
        var messages = new HashSet<Long>();
        var different = new HashSet<Long>();
        var terms = List.of(TicketScope.TEAM, TicketScope.BRAND, TicketScope.ASSIGNEE);
        var cursor = SearchIndex.read(SearchReader.folder(settings), terms, document -> {
            var first = owners.putIfAbsent(document.groupId(), document.terms());
            if (first != null && !first.equals(document.terms())) different.add(document.groupId());
            if (document.type().equals(SearchReader.MESSAGE) && !messages.add(document.id())) different.add(document.groupId());
        });
        transactions.run(() -> {
            store.eachOwner(owner -> {
                if (!SearchReader.terms(owner).equals(owners.remove(owner.ticketId()))) different.add(owner.ticketId());
            });
            store.eachMessage((message, ticket) -> {
                if (!messages.remove(message)) different.add(ticket);
            });
        });
        different.addAll(owners.keySet());
        // What was changed since the index was saved may differ: it was saved before the tables were read.
        different.removeAll(journal.ticketsChangedAfter(cursor.position()));
        if (!messages.isEmpty()) different.addAll(ticketsOf(messages, cursor.position()));
        return List.of(different.isEmpty() ? Finding.fine("Every ticket and message is in the index")
                : Finding.wrong(different.size() + " tickets differ in the index, among them " + different.stream().limit(SHOWN).toList()
                        + "; stop the program and delete " + SearchReader.folder(settings) + ", it is made anew at the next start"));
    }

    /// Messages that the index holds and the tables do not, or not any more.
    private Set<Long> ticketsOf(Set<Long> messages, long position) {
        var tickets = new HashSet<>(store.ticketsOf(messages));
        tickets.removeAll(journal.ticketsChangedAfter(position));
        return tickets;
    }
}
