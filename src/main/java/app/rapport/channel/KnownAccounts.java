package app.rapport.channel;

import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.LocalReader;
import app.rapport.platform.journal.Phases;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All channel accounts, in memory: each mail asks for them. They are read as a whole or not at all, for whoever found only some of
/// them would refuse mail for the others. The node that changes one forgets them at once, the others as soon as they read of it.
@Component
class KnownAccounts extends LocalReader {

    private volatile @Nullable List<ChannelAccount> known;

    KnownAccounts(Journal journal) {
        super("channel-accounts", journal, Phases.READERS);
    }

    List<ChannelAccount> orRead(Supplier<List<ChannelAccount>> read) {
        var all = known;
        return all == null ? readOnce(read) : all;
    }

    /// Whoever forgets waits for one who reads just now: what that one found may be old.
    private synchronized List<ChannelAccount> readOnce(Supplier<List<ChannelAccount>> read) {
        var all = known;
        if (all == null) known = all = List.copyOf(read.get());
        return all;
    }

    synchronized void forget() {
        known = null;
    }

    @Override
    protected void on(List<JournalEntry> entries) {
        if (entries.stream().anyMatch(entry -> entry.subject().kind().equals(ChannelAccounts.KIND))) forget();
    }
}
