package app.rapport.channel;

import app.rapport.channel.ChannelFact.AccountChanged.State;
import app.rapport.platform.Checkup;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.JournalEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether mailboxes send and receive as somebody set them up: the facts folded against the rows.
@Component
class AccountCheckup implements Checkup {

    private static final Actor BY = Actor.system("doctor");

    private final ChannelAccounts accounts;
    private final Journal journal;

    AccountCheckup(ChannelAccounts accounts, Journal journal) {
        this.accounts = accounts;
        this.journal = journal;
    }

    @Override
    public String part() {
        return "mailboxes";
    }

    @Override
    public List<Finding> verify() {
        var facts = journal.ofKind(ChannelAccounts.KIND);
        var rows = accounts.list(null, 1_000_000, BY);
        var different = rows.stream().filter(row -> !state(row).equals(fold(facts.getOrDefault(row.id(), List.of())))).map(ChannelAccount::address).toList();
        return List.of(different.isEmpty() ? Finding.fine(rows.size() + " mailboxes are what their facts say")
                : Finding.wrong("Mailboxes are not what their facts say, or are being changed at this moment: " + String.join(", ", different)));
    }

    private static State state(ChannelAccount row) {
        return new State(row.name(), row.active(), row.settings(), row.teamId());
    }

    private static @Nullable State fold(List<JournalEntry> facts) {
        State state = null;
        for (var entry : facts) {
            if (entry.fact() instanceof ChannelFact.AccountAdded added) state = new State(added.name(), true, added.settings(), added.teamId());
            if (entry.fact() instanceof ChannelFact.AccountChanged changed) state = changed.after();
        }
        return state;
    }
}
