package app.rapport.desk.live;

import app.rapport.desk.View;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.rules.Condition;
import app.rapport.platform.rules.Context;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.rules.Predicates;
import app.rapport.ticket.Ticket;
import app.rapport.workspace.Access;
import app.rapport.workspace.Viewer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One open screen: who looks, what he wants to hear of, and up to where he has heard it.
final class LiveStream {

    /// @param viewer what he may see, as it was when the stream opened; @param session that the stream ends with
    record Opener(Actor by, Viewer viewer, @Nullable Long session) {}

    private final String id;
    private final long opened;
    private final Opener opener;
    private final Outbox outbox;
    private final Map<View, Predicate<Ticket>> inView = new EnumMap<>(View.class);
    private volatile Topics topics;
    private volatile @Nullable Map<String, Long> told;
    private volatile long countsOf = -1;
    /// Guarded by the lock of [LiveStreams].
    private long position;

    /// @param opened counts up with every stream
    LiveStream(String id, long opened, Opener opener, Topics topics, Outbox outbox, Fields<Ticket> fields) {
        this.id = id;
        this.opened = opened;
        this.opener = opener;
        this.topics = topics;
        this.outbox = outbox;
        for (var view : View.values()) {
            var condition = Condition.all(View.AWAKE, view.condition(opener.viewer));
            inView.put(view, Predicates.compile(fields.bind(condition, Context.OF_IDS)));
        }
    }

    String id() {
        return id;
    }

    long opened() {
        return opened;
    }

    Actor by() {
        return opener.by;
    }

    Viewer viewer() {
        return opener.viewer;
    }

    /// Whether something is about whoever looks, or about the token that he looks with.
    boolean isOf(Subject subject) {
        return switch (subject.kind()) {
            case "agent" -> opener.by.id() == subject.id();
            case "token" -> Long.valueOf(subject.id()).equals(token());
            default -> false;
        };
    }

    @Nullable Long session() {
        return opener.session;
    }

    @Nullable Long token() {
        return Access.tokenOf(opener.by);
    }

    Topics topics() {
        return topics;
    }

    void follow(Topics next) {
        topics = next;
    }

    long position() {
        return position;
    }

    void startAt(long start) {
        position = start;
    }

    /// Hands on what the stream wants to hear of, and what its viewer may see, of some changes up to a position: as one piece, so that
    /// the queue is long enough for any number of them.
    ///
    /// @return whether there was something
    boolean tell(Iterable<Telling> changes, long until) {
        var events = new StringBuilder();
        for (var change : changes) tell(change, events::append);
        if (!events.isEmpty()) outbox.add(events.toString());
        position = until;
        return !events.isEmpty();
    }

    private void tell(Telling change, Consumer<String> into) {
        var before = change.before();
        var now = change.now();
        var seen = before != null && opener.viewer.sees(before.place());
        var sees = opener.viewer.sees(now.place());
        if (!seen && !sees) return;
        if (topics.tickets().contains(now.id())) change.about("ticket:" + now.id(), true, sees, into);
        for (var view : topics.views()) {
            var in = Objects.requireNonNull(inView.get(view));
            change.about("view:" + view.key(), before != null && seen && in.test(before), sees && in.test(now), into);
        }
    }

    boolean hasCountsOf(long at) {
        return countsOf == at;
    }

    /// Says the counts as they are at a position, unless it has said the same already.
    void tellCounts(long at, Map<String, Long> counts, String event) {
        countsOf = at;
        if (counts.equals(told)) return;
        told = counts;
        outbox.add(event);
    }

    void send(String event) {
        outbox.add(event);
    }

    /// The screen must start anew.
    void reset() {
        outbox.finish(Events.RESET);
    }

    void end() {
        outbox.end();
    }

    boolean hasEnded() {
        return outbox.hasEnded();
    }
}
