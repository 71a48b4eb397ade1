package app.rapport.platform.journal;

import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.JournalEntry.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One change in progress: collects its facts, which are written when the transaction ends.
public final class Command {

    record Pending(Subject subject, long version, About about, Instant at, Fact fact, Actor actor) {}

    private final Actor by;
    private final Origin origin;
    private final @Nullable Cause cause;
    private final List<Pending> pending = new ArrayList<>();

    Command(Actor by, Origin origin, @Nullable Cause cause) {
        this.by = by;
        this.origin = origin;
        this.cause = cause;
    }

    /// @param version the subject's version after this command
    /// @param at when it happened; never before its last change that counts as an update
    public void append(Subject subject, long version, About about, Instant at, List<? extends Fact> facts) {
        for (var fact : facts) pending.add(new Pending(subject, version, about, at, fact, by));
    }

    List<Pending> pending() {
        return pending;
    }

    Origin origin() {
        return origin;
    }

    @Nullable Cause cause() {
        return cause;
    }
}
