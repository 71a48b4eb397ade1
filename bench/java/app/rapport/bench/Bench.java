package app.rapport.bench;

import app.rapport.platform.database.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `./rapport bench [--tickets=100000] [--messages=300000] [--mails=5000] [--seconds=5] [--streams=10000] [--home=folder]`: fills a
/// database, starts the program on it, and measures each figure beside its physical limit. `--only=pages,mails,screen,streams,desk`
/// names the parts to measure, `--per-second=100` and `--screen-seconds=20` the mails that come while a screen is watched.
/// What is measured is warmed up until it becomes no cheaper, `--warm-up=180` seconds at most for each operation; those of the pages take turns.
final class Bench {

    private static final Path RESULTS = Path.of("bench", "results");
    private static final String SUPPORT = "support@example.com";
    private static final String QUIET = "quiet@example.com";

    private final Map<String, String> options;
    private final Path home;
    private final Server server;
    private final Report report = new Report();
    private final Mails world = new Mails();

    private Bench(Map<String, String> options) throws Exception {
        this.options = options;
        this.home = Path.of(options.getOrDefault("home", Files.createTempDirectory("rapport-bench").toString())).toAbsolutePath();
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(List.of(System.getProperty("rapport.bench.program", "-Xmx1g -jar target/app/rapport.jar").split(" ")));
        this.server = new Server(home, command);
    }

    public static void main(String[] arguments) throws Exception {
        var options = new java.util.HashMap<String, String>();
        for (var argument : arguments) {
            var parts = argument.replaceFirst("^--", "").split("=", 2);
            if (!argument.startsWith("--") || parts.length < 2) throw new IllegalArgumentException("Not understood: " + argument);
            options.put(parts[0], parts[1]);
        }
        new Bench(options).run();
        System.exit(0);
    }

    private int number(String option, int usual) {
        return Integer.parseInt(options.getOrDefault(option, "" + usual));
    }

    private Duration warmUp() {
        return Duration.ofSeconds(number("warm-up", 180));
    }

    private void run() throws Exception {
        var tickets = number("tickets", 100_000);
        var messages = number("messages", 3 * tickets);
        report.fact("size", tickets + " tickets, " + messages + " messages");
        report.fact("warm-up", "in rounds, until two have been no cheaper by 3 % than the best before, " + warmUp().toSeconds() + " s at most for each operation");
        report.fact("machine", Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + ", Java " + Runtime.version());
        prepare(tickets, messages);
        start();
        try {
            if (options.containsKey("only")) report.fact("only", options.get("only"));
            if (isWanted("pages")) pages();
            if (isWanted("mails")) mails();
            if (isWanted("screen")) screen();
            if (isWanted("streams")) streams();
            if (isWanted("desk")) desk();
        } finally {
            server.stop();
        }
        report.write(RESULTS);
    }

    private boolean isWanted(String part) {
        return List.of(options.getOrDefault("only", part).split(",")).contains(part);
    }

    /// A company with its mailboxes, its tickets, and a copy of it all for the bare loops.
    private void prepare(int tickets, int messages) throws Exception {
        if (Files.exists(home.resolve("prepared"))) return;
        Files.createDirectories(home);
        server.start();
        for (var address : List.of(SUPPORT, QUIET)) {
            server.call("POST", "/api/v1/channel-accounts", Map.of("kind", "email", "name", address, "address", address, "outbound", Map.of("host", "127.0.0.1", "port", world.port(), "security", "none"),
                    "acknowledgement", Map.of("enabled", address.equals(SUPPORT))));
        }
        server.stop();
        try (var postgres = EmbeddedPostgres.start(home, home.resolve("postgres"))) {
            var started = System.nanoTime();
            Generator.fill(postgres.url("rapport"), tickets, messages, 42);
            report.fact("generated in", Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s");
            postgres.copyOf("rapport", "bare");
        }
        Files.createFile(home.resolve("prepared"));
    }

    private void start() throws Exception {
        report.fact("start to first answered request", server.start().toMillis() + " ms");
        // The mailboxes were made for the sink of another run.
        for (var account : server.call("GET", "/api/v1/channel-accounts", null).path("items")) {
            server.call("PATCH", "/api/v1/channel-accounts/" + account.path("id").asLong(), Map.of("outbound", Map.of("host", "127.0.0.1", "port", world.port(), "security", "none")));
        }
        var started = System.nanoTime();
        while (isIndexing()) TimeUnit.MILLISECONDS.sleep(500);
        report.fact("search index built in", Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s");
        server.stop();
        report.fact("start to first answered request, index built", server.start().toMillis() + " ms");
        for (var i = 0; i < 300; i++) server.call("GET", "/api/v1/tickets?limit=50", null);
        report.fact("memory", server.programMemory() + " MB resident for the program, " + server.databaseMemory() + " MB for PostgreSQL");
    }

    /// The newest ticket is the last that is indexed.
    private boolean isIndexing() throws Exception {
        var newest = server.call("GET", "/api/v1/tickets?limit=1", null).path("items").path(0).path("id").asString();
        return server.call("GET", "/api/v1/search?q=" + newest, null).path("items").isEmpty();
    }

    private void pages() throws Exception {
        var url = server.url("rapport");
        var bare = server.url("bare");
        // Tickets that program and bare loop both have: a home that is used again has got others since.
        var last = Math.min(newest(url), newest(bare));
        var first = server.call("GET", "/api/v1/tickets?limit=1&sort=number", null).path("items").path(0).path("id").asLong();
        var all = new ArrayList<Operation>();
        all.add(new Operation("list of 50", request(() -> server.ask("GET", "/api/v1/tickets?view=open&limit=50", null)), BareLoop.list(url)));
        all.add(new Operation("ticket page", request(() -> server.ask("GET", "/api/v1/tickets/" + ThreadLocalRandom.current().nextLong(first, last) + "/page", null)),
                BareLoop.ticket(url, first, last)));
        all.add(new Operation("counts", request(() -> server.ask("GET", "/api/v1/views", null)), BareLoop.counts(url)));
        all.add(new Operation("search", request(() -> server.ask("GET", "/api/v1/search?q=" + word(), null)), BareLoop.search(url, home.resolve("search"), Bench::word)));
        // An open ticket: one that is done would be reopened or refused. Replies that leave next year: none is to be sent meanwhile, nor when the home is used again.
        var leaves = Instant.now().plus(Duration.ofDays(365)).toString();
        var open = last - (last - first) / 10 + 1;
        all.add(new Operation("reply", request(() -> server.ask("POST", "/api/v1/tickets/" + ThreadLocalRandom.current().nextLong(open, last) + "/messages", Map.of("kind", "reply", "bodyHtml",
                "<p>" + Company.words(80, new Random()) + "</p>", "clientMessageId", Long.toString(ThreadLocalRandom.current().nextLong(), 36), "sendAt", leaves))), BareLoop.reply(bare, open, last)));
        measure(all);
    }

    private static long newest(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url); var result = connection.createStatement().executeQuery("select max(id) from ticket")) {
            result.next();
            return result.getLong(1);
        }
    }

    /// Sometimes a common word, mostly one that some tickets have.
    private static String word() {
        return ThreadLocalRandom.current().nextInt(10) == 0 ? Company.words(1, new Random()) : Integer.toString(ThreadLocalRandom.current().nextInt(200_000), 36);
    }

    private record Operation(String what, BareLoop.Opening program, BareLoop.Opening bare) {}

    private void measure(List<Operation> operations) throws Exception {
        var duration = Duration.ofSeconds(number("seconds", 5));
        var steps = new LinkedHashMap<String, WarmUp.Step>();
        for (var one : operations) steps.put(one.what, () -> Load.program(server, 16, duration, one.program));
        report.fact("warm-up of pages", WarmUp.of(warmUp(), Duration.ofSeconds(10), steps));
        for (var one : operations) {
            for (var clients : List.of(16, 1)) {
                var result = Load.program(server, clients, duration, one.program);
                report.row(one.what, clients, result, Load.bare(server, clients, duration.dividedBy(3), one.bare));
            }
        }
    }

    private void warmUp(String what, WarmUp.Step step) throws Exception {
        report.fact("warm-up of " + what, WarmUp.of(warmUp(), Duration.ofSeconds(20), Map.of(what, step)));
    }

    private interface Request {
        void send() throws Exception;
    }

    private static BareLoop.Opening request(Request request) {
        return () -> new BareLoop.Work() {
            @Override
            public void once() throws Exception {
                request.send();
            }

            @Override
            public void close() {}
        };
    }

    private void mails() throws Exception {
        mails("mail to ticket", QUIET, false);
        mails("mail to ticket, acknowledged and sent", SUPPORT, true);
    }

    private void mails(String what, String address, boolean acknowledged) throws Exception {
        var count = number("mails", 5000);
        warmUp(what, () -> intake(address, Math.max(1, count / 5), acknowledged));
        var result = intake(address, count, acknowledged);
        report.row(what, 16, result, bareIntake(acknowledged, 1));
        report.row(what + "; bare: " + BareLoop.TOGETHER + " in each transaction", 16, result, bareIntake(acknowledged, BareLoop.TOGETHER));
    }

    /// As many writers as the program has senders, or as many as it has lines that work on what they sent: the limit is what is faster.
    private Load.Result bareIntake(boolean acknowledged, int mails) throws Exception {
        var bare = BareLoop.intake(server.url("bare"), acknowledged, mails);
        var lines = Math.min(8, 2 * Runtime.getRuntime().availableProcessors());
        return Load.bare(server, 16, Duration.ofSeconds(4), bare).orFaster(Load.bare(server, lines, Duration.ofSeconds(4), bare));
    }

    private static boolean isWaiting(PreparedStatement statement) throws SQLException {
        try (var result = statement.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    /// From the first byte to the last ticket's commit, or to the last acknowledgement's.
    private Load.Result intake(String address, int count, boolean acknowledged) throws Exception {
        var taken = world.taken();
        try (var connection = DriverManager.getConnection(server.url("rapport")); var statement = connection.prepareStatement("select exists (select from platform_intake where state = 'open')")) {
            return Load.all(server, count, () -> {
                Mails.send(server.smtpPort(), address, Pace.asFastAsTheyAreTaken(count));
                // Asked of the one that is done last, and seldom: whoever asks uses the same processors.
                while (acknowledged ? world.taken() < taken + count : isWaiting(statement)) TimeUnit.MILLISECONDS.sleep(20);
            });
        }
    }

    private void screen() throws Exception {
        var perSecond = number("per-second", 100);
        var some = Duration.ofSeconds(number("seconds", 5));
        warmUp("the screen", () -> Load.all(server, (int) (perSecond * some.toSeconds()), () -> OnScreen.measure(server, QUIET, perSecond, some)));
        for (var address : List.of(QUIET, SUPPORT)) {
            var seen = OnScreen.measure(server, address, perSecond, Duration.ofSeconds(number("screen-seconds", 20)));
            report.figure("mail accepted → on the agent's screen, at " + perSecond + " mails a second" + (address.equals(SUPPORT) ? ", each acknowledged" : ""),
                    String.format(Locale.ROOT, "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms of %d; %.1f a second reached, %d never seen", seen.p50(), seen.p95(), seen.p99(), seen.mails(), seen.perSecond(),
                            seen.neverSeen()), "p99 < 1 s, 0 never seen");
        }
    }

    private void streams() throws Exception {
        var wanted = number("streams", 10_000);
        var count = Math.min(wanted, IdleStreams.most());
        if (count < wanted) report.fact("live connections", "only " + count + " were tried: a process may not have more files open here (ulimit -n)");
        // Once before it counts: what is compiled and cached by opening streams is not theirs.
        IdleStreams.open(server, count / 10).close();
        var before = server.held();
        try (var streams = IdleStreams.open(server, count)) {
            var alive = streams.alive();
            var after = server.held();
            var list = Load.program(server, 1, Duration.ofSeconds(2), request(() -> server.ask("GET", "/api/v1/tickets?view=open&limit=50", null)));
            report.figure("idle live connections", streams.open() + " of " + count + " open, " + alive + " heard a heartbeat", "≥ 10,000");
            report.figure("memory of each", String.format(Locale.ROOT, "%.1f KB of live heap, %.1f KB resident", (double) (after.live() - before.live()) / count,
                    (double) (after.resident() - before.resident()) / count), "< 25 KB");
            report.figure("list of 50 meanwhile", String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms of %d", list.p50(), list.p95(), list.operations()), "p95 < 50 ms");
        }
    }

    private void desk() throws Exception {
        var missing = Desk.missing();
        if (missing != null) {
            report.fact("switching tickets", "not measured: " + missing);
            return;
        }
        for (var row : Desk.measure(server)) report.figure("switching tickets, " + row.path("what").asString(), Desk.words(row), "p95 < 100 ms");
    }
}
