package app.rapport.desk.live;

import app.rapport.platform.NotFound;
import app.rapport.platform.crypto.Tokens;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.LocalReader;
import app.rapport.platform.journal.Loop;
import app.rapport.platform.journal.Phases;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.rules.Fields;
import app.rapport.ticket.Ticket;
import app.rapport.ticket.TicketViews;
import app.rapport.workspace.Access;
import app.rapport.workspace.ApiTokens;
import app.rapport.workspace.Permission;
import app.rapport.workspace.Sessions;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The streams that are open on this node. One local reader of the journal tells all of them; a stream that comes back is first
/// told what it missed.
@Component
public class LiveStreams extends LocalReader {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /// A screen that missed more than this is quicker when it starts anew.
    private static final int MOST_MISSED = 10_000;
    private static final int BATCH = 1000;
    private static final int MOST_OF_ONE_AGENT = 30;
    private static final Pattern EVENT_ID = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    private final Journal journal;
    private final TicketViews views;
    private final Fields<Ticket> fields;
    private final Access access;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Map<String, LiveStream> open = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();
    private final Object lock = new Object();
    private long position;
    private volatile @Nullable Loop heartbeat;

    LiveStreams(Journal journal, TicketViews views, Fields<Ticket> fields, Access access, Sessions sessions, ApiTokens tokens) {
        super("live-streams", journal, Phases.RECEIVERS);
        this.journal = journal;
        this.views = views;
        this.fields = fields;
        this.access = access;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /// Understands what a screen wants to hear of.
    ///
    /// @throws app.rapport.platform.Invalid `topics`
    public Topics wanted(Collection<String> topics, Actor by) {
        access.require(by, Permission.TICKET_VIEW);
        return Topics.of(topics);
    }

    /// Opens a stream. Its first event is `ready`; what it missed since the event that it names comes after it, or `reset` when that was
    /// too long ago.
    ///
    /// @param lastEventId incarnation and position, as the screen heard them last
    /// @param session that it ends with, if it came with one
    public void open(Topics topics, @Nullable String lastEventId, Actor by, @Nullable Long session, Sink sink) {
        var id = Tokens.random();
        // First where we are, then who looks: what changes of him after that is among what the stream is told.
        var now = position();
        var opener = new LiveStream.Opener(by, access.viewerReadAnew(by), session);
        var stream = new LiveStream(id, opened.incrementAndGet(), opener, topics, new Outbox(sink, () -> open.remove(id)), fields);
        endOldestOf(by);
        var last = lastEventId == null ? null : EVENT_ID.matcher(lastEventId);
        if (last == null || !last.matches()) {
            begin(stream, now);
        } else if (Long.parseLong(last.group(1)) != journal.incarnation() || Long.parseLong(last.group(2)) > journal.position()) {
            stream.reset();
        } else {
            begin(stream, Long.parseLong(last.group(2)));
        }
    }

    private void begin(LiveStream stream, long from) {
        stream.startAt(from);
        stream.send(Events.ready(stream.id(), journal.incarnation(), from));
        try {
            catchUp(stream);
        } catch (RuntimeException e) {
            // The screen comes back for what it could not be told now.
            log.warn("A stream could not be told what it missed and ends; it comes back by itself: {}", e.toString());
            stream.end();
        }
    }

    private void register(LiveStream stream) {
        open.put(stream.id(), stream);
        if (stream.hasEnded()) open.remove(stream.id());
    }

    /// @throws NotFound no such stream of one's own on this node
    public void follow(String id, Collection<String> topics, Actor by) {
        var stream = open.get(id);
        if (stream == null || !stream.by().equals(by)) throw new NotFound();
        stream.follow(Topics.of(topics));
    }

    Collection<LiveStream> all() {
        return open.values();
    }

    /// Up to where the open streams have heard.
    long position() {
        synchronized (lock) {
            return position;
        }
    }

    /// Reads what the stream missed without holding up the others, and puts it among them as soon as it has heard as much as they have.
    private void catchUp(LiveStream stream) {
        while (true) {
            synchronized (lock) {
                var missed = position - stream.position();
                if (missed <= 0) {
                    register(stream);
                    return;
                }
                if (missed > MOST_MISSED) {
                    stream.reset();
                    return;
                }
            }
            var entries = journal.after(stream.position(), BATCH);
            if (entries.isEmpty()) continue;
            if (hasOther(stream, ofPeople(entries))) return;
            stream.tell(tellings(entries), last(entries));
            // After each batch: a line that breaks again goes on from here.
            stream.send(upTo(stream.position()));
        }
    }

    @Override
    protected void on(List<JournalEntry> entries) {
        var until = last(entries);
        synchronized (lock) {
            if (open.isEmpty()) {
                position = until;
                return;
            }
        }
        var tellings = tellings(entries);
        var people = ofPeople(entries);
        synchronized (lock) {
            for (var stream : open.values()) {
                if (stream.position() >= until || hasOther(stream, people)) continue;
                if (stream.tell(tellings, until)) stream.send(upTo(until));
            }
            position = until;
        }
    }

    private static List<Subject> ofPeople(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::subject).filter(subject -> subject.kind().equals("agent") || subject.kind().equals("token")).toList();
    }

    /// Who somebody is and what he may see is fixed when his stream opens; when that changes he starts anew, and hears nothing of what
    /// came with it.
    private static boolean hasOther(LiveStream stream, List<Subject> people) {
        var other = people.stream().anyMatch(stream::isOf);
        if (other) stream.reset();
        return other;
    }

    private List<Telling> tellings(List<JournalEntry> entries) {
        return TicketChange.of(entries, views).stream().map(Telling::new).toList();
    }

    private static long last(List<JournalEntry> entries) {
        return new CommandFacts(0, entries.getLast().cause(), entries).lastPosition();
    }

    private void endOldestOf(Actor by) {
        var own = open.values().stream().filter(stream -> stream.by().id() == by.id()).toList();
        if (own.size() >= MOST_OF_ONE_AGENT) own.stream().min(Comparator.comparing(LiveStream::opened)).ifPresent(LiveStream::end);
    }

    private String upTo(long until) {
        return Events.upTo(journal.incarnation(), until);
    }

    /// A dead screen shows at the second write; a living one learns its position, unless its session was ended or its token is over.
    private boolean beat() {
        var ended = sessions.ended(open.values().stream().map(LiveStream::session).filter(Objects::nonNull).toList());
        var over = tokens.over(open.values().stream().map(LiveStream::token).filter(Objects::nonNull).collect(Collectors.toSet()));
        for (var stream : open.values()) {
            if (stream.session() != null && ended.contains(stream.session()) || stream.token() != null && over.contains(stream.token())) stream.end();
        }
        synchronized (lock) {
            for (var stream : open.values()) stream.send(upTo(stream.position()));
        }
        return false;
    }

    @Override
    protected long from() {
        position = journal.position();
        return position;
    }

    @Override
    public void start() {
        super.start();
        heartbeat = new Loop("heartbeat of streams", HEARTBEAT, this::beat);
    }

    /// Ends all streams; their screens come back, perhaps to another node.
    @Override
    public void stop() {
        super.stop();
        var beating = heartbeat;
        heartbeat = null;
        if (beating != null) beating.close();
        open.values().forEach(LiveStream::end);
    }
}
