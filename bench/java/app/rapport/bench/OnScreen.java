package app.rapport.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Milliseconds from the moment at which a mail is accepted, its sender has read the 250, to the moment at which an agent's screen has
/// its ticket, while mails come at a steady pace. The screen is a client that does what the desk does and no more: it follows a list by
/// the live stream, and reads what is said to have entered it: one ticket by itself, several with one page of the list, and not more
/// often than every quarter of a second (`Arrivals` in the desk). What a browser then takes to paint the row is not in the figure.
final class OnScreen implements AutoCloseable {

    /// @param perSecond mails accepted; @param neverSeen mails that were accepted and not on the screen 30 seconds after the last
    record Result(double perSecond, int mails, int neverSeen, double p50, double p95, double p99) {}

    private static final String STREAM = "/api/v1/stream?topics=views,view:open";
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Server server;
    private final java.util.stream.Stream<String> lines;
    private final BlockingQueue<Long> entered = new LinkedBlockingQueue<>();
    private final Set<Long> known = new HashSet<>();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    private final Thread reader;

    private OnScreen(Server server) throws Exception {
        this.server = server;
        this.lines = server.lines(STREAM);
        Thread.ofVirtual().start(this::follow);
        this.reader = Thread.ofVirtual().start(this::readArrivals);
    }

    static Result measure(Server server, String address, int perSecond, Duration duration) throws Exception {
        var pace = Pace.steady((int) (perSecond * duration.toSeconds()), perSecond);
        try (var screen = new OnScreen(server)) {
            Mails.send(server.smtpPort(), address, pace);
            screen.awaitAll(pace.accepted());
            return screen.result(pace);
        }
    }

    private void follow() {
        var event = new String[] {""};
        try {
            lines.forEach(line -> {
                if (line.startsWith("event: ")) event[0] = line.substring("event: ".length());
                if (line.startsWith("data: ")) heard(event[0], line.substring("data: ".length()));
            });
        } catch (RuntimeException closed) {
            // The measurement is over, or what comes now is never seen and counted as such.
        }
    }

    private void heard(String event, String data) {
        if (event.equals("reset")) failed.compareAndSet(null, new IllegalStateException("The stream was reset: what follows is not what the desk usually does"));
        if (event.equals("entered")) entered.add(JsonMapper.shared().readTree(data).path("id").asLong());
    }

    private void readArrivals() {
        try {
            while (true) {
                var ids = new ArrayList<Long>();
                ids.add(entered.take());
                entered.drainTo(ids);
                ids.removeIf(known::contains);
                var next = System.nanoTime() + BETWEEN.toNanos();
                read(ids);
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            }
        } catch (InterruptedException over) {
            // The measurement is.
        } catch (Exception e) {
            failed.compareAndSet(null, e);
        }
    }

    private void read(List<Long> ids) throws Exception {
        if (ids.size() > 1) {
            for (var ticket : server.call("GET", "/api/v1/tickets?view=open&limit=" + Math.min(MOST, 2 * ids.size()), null).path("items")) see(ticket);
        }
        for (var id : ids) {
            if (!known.contains(id)) see(server.call("GET", "/api/v1/tickets/" + id, null));
        }
    }

    private void see(JsonNode ticket) {
        var words = ticket.path("subject").asString().split(" ");
        if (known.add(ticket.path("id").asLong())) seen.put(words[words.length - 1], System.nanoTime());
    }

    private void awaitAll(Map<String, Long> accepted) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.keySet().containsAll(accepted.keySet()) && System.nanoTime() < end) TimeUnit.MILLISECONDS.sleep(100);
    }

    private Result result(Pace pace) throws Exception {
        var failure = failed.get();
        if (failure != null) throw failure;
        // The ticket may be there before its sender has read the answer.
        var accepted = pace.accepted();
        var times = seen.entrySet().stream().filter(ticket -> accepted.containsKey(ticket.getKey()))
                .mapToLong(ticket -> Math.max(0, ticket.getValue() - accepted.getOrDefault(ticket.getKey(), 0L))).sorted().toArray();
        var mails = accepted.size();
        return new Result(pace.reached(), mails, mails - times.length, Load.at(times, 0.5), Load.at(times, 0.95), Load.at(times, 0.99));
    }

    @Override
    public void close() {
        lines.close();
        reader.interrupt();
    }
}
