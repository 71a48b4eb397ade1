package app.rapport.platform.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our own PostgreSQL on a data directory that survives restarts and kill -9.
///
/// The server is a child of a small shell that reads from a pipe of ours: when this program dies in any way, the pipe
/// closes and the shell shuts the server down. A server that was left over nevertheless is ended before a new one
/// starts; one that dies under us is started again on the same port, so that connections come back by themselves.
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "rapport";
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// Ends the server when standard input closes, and itself when the server ends; not when somebody asks all processes of ours to end.
    /// A server that has only just begun does not hear it yet: it is asked until it has ended.
    private static final String KEEPER = """
            trap '' HUP INT TERM
            exec 3<&0
            "$@" </dev/null & server=$!
            ( read -r _ <&3; while kill -INT "$server"; do sleep 1; done ) 2>/dev/null & watcher=$!
            wait "$server"; code=$?
            kill -KILL "$watcher" 2>/dev/null
            exit "$code"
            """;

    private final Path home;
    private final Path data;
    private final Path binaries;
    private final ServerUser user;
    private final Workers workers;
    private final FileChannel lock;
    private final String password;
    private final int port;
    private final List<String> settings;
    private volatile Process keeper;
    private volatile boolean closing;

    /// Starts the server of `home`, making its database directory if there is none yet.
    ///
    /// @param settings further server settings, `name=value`
    /// @throws IllegalStateException another program runs on this directory, or the server does not start
    public static EmbeddedPostgres start(Path home, Path binaries, String... settings) {
        try {
            Files.createDirectories(home);
            return new EmbeddedPostgres(home, PostgresBinaries.unpackInto(binaries), ServerUser.find(), List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException("The database in " + home + " could not be started", e);
        }
    }

    EmbeddedPostgres(Path home, Path binaries, ServerUser user, List<String> settings) throws IOException {
        this.home = home.toAbsolutePath();
        this.data = this.home.resolve("database");
        this.binaries = binaries.toAbsolutePath();
        this.user = user;
        this.workers = new Workers(data, user);
        this.settings = settings;
        this.lock = lockHome();
        this.password = password();
        if (!Files.exists(data)) initialise();
        endLeftover();
        user.own(data);
        this.port = freePort();
        this.keeper = launch();
        awaitReady();
        Thread.ofVirtual().name("postgres-watch").start(this::restartWhenItDies);
    }

    /// JDBC address of a database of the server that another program runs on `home`; empty when none does.
    ///
    /// @throws IllegalStateException there is no database in `home`
    public static Optional<String> runningUrl(Path home, String name) {
        if (!Files.exists(home.resolve("database"))) throw new IllegalStateException("There is no database in " + home.toAbsolutePath() + " yet: the first start makes it.");
        try (var channel = FileChannel.open(home.resolve("database.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE); var lock = channel.tryLock()) {
            if (lock != null) return Optional.empty();
            var port = Integer.parseInt(Files.readAllLines(home.resolve("database/postmaster.pid")).get(3).strip());
            return Optional.of(jdbc(port, name, Files.readString(home.resolve("database.password")).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("The running database in " + home + " cannot be reached: is this the user who runs it?", e);
        }
    }

    /// JDBC address with user and password of database `name`, which is made if it is not there.
    public String url(String name) {
        execute("postgres", connection -> {
            try (var exists = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
                exists.setString(1, name);
                if (exists.executeQuery().next()) return;
            }
            try (var create = connection.createStatement()) {
                create.execute("create database \"" + name + "\"");
            }
        });
        return jdbc(name);
    }

    /// A copy of a database that nobody is connected to; the way a test gets its own in some 50 ms.
    public String copyOf(String template, String name) {
        execute("postgres", connection -> {
            try (var create = connection.createStatement()) {
                create.execute("create database \"" + name + "\" template \"" + template + "\" strategy file_copy");
            }
        });
        return jdbc(name);
    }

    @Override
    public void close() {
        closing = true;
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(60, TimeUnit.SECONDS)) workers.end();
            lock.close();
        } catch (IOException e) {
            log.warn("The database did not close cleanly; it recovers by itself at the next start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private FileChannel lockHome() throws IOException {
        var file = home.resolve("database.lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return channel;
        } catch (java.nio.channels.OverlappingFileLockException sameProgram) {
            // falls through: held by this very program
        }
        channel.close();
        throw new IllegalStateException("Rapport already runs on " + home + ": stop it first, or set RAPPORT_HOME to another directory.");
    }

    private String password() throws IOException {
        var file = home.resolve("database.password");
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            var half = home.resolve("database.password.new");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(half, HexFormat.of().formatHex(bytes));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private void initialise() throws IOException {
        var half = home.resolve("database.new");
        deleteTree(half);
        // Hashed once: nobody guesses 192 random bits, and each connection would pay for the usual 4096 times, with 50 ms while the program starts.
        run(command("initdb", "-D", half.toString(), "-U", USER, "--pwfile=" + home.resolve("database.password"),
                "-c", "scram_iterations=1", "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private Process launch() throws IOException {
        var server = new ArrayList<>(List.of("sh", "-c", KEEPER, "sh", binaries.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", "" + port));
        for (var setting : defaults()) server.addAll(List.of("-c", setting));
        for (var setting : settings) server.addAll(List.of("-c", setting));
        var process = new ProcessBuilder(apart(user.command(server)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("database.log").toFile()));
        // Memory that a statement gives back stays with the process for the next one: to fault in new pages costs more than a short statement.
        process.environment().putAll(Map.of("MALLOC_TRIM_THRESHOLD_", "33554432", "MALLOC_TOP_PAD_", "1048576"));
        return process.start();
    }

    private static List<String> defaults() {
        return List.of("listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC", "jit=off",
                "shared_buffers=" + buffers() + "MB", "max_connections=120", "max_wal_size=2GB", "random_page_cost=1.1", "wal_compression=on",
                "log_min_messages=warning", "log_checkpoints=off", "default_toast_compression=pglz");
    }

    /// A quarter of the machine's memory, as PostgreSQL's manual advises; more than 1 GB is left to the operating system's own cache.
    private static long buffers() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.clamp(machine.getTotalMemorySize() / 4 >> 20, 128, 1024);
    }

    /// Ctrl+C goes to all processes of a terminal's group. The database is wanted until the program has come to its end, so it has a session of its own.
    private static List<String> apart(List<String> command) {
        var setsid = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(folder -> Path.of(folder, "setsid")).filter(Files::isExecutable).findFirst();
        return setsid.map(found -> Stream.concat(Stream.of(found.toString()), command.stream()).toList()).orElse(command);
    }

    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return user.command(command);
    }

    private void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new IllegalStateException("PostgreSQL could not be set up in " + home + ": " + said.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was being set up", e);
        }
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (true) {
            try (var ignored = connect("postgres")) {
                return;
            } catch (SQLException notYet) {
                if (!keeper.isAlive() && !closing) throw new IllegalStateException("PostgreSQL ended while starting: see " + home.resolve("database.log"), notYet);
                if (System.nanoTime() > deadline) throw new IllegalStateException("PostgreSQL did not answer in time: see " + home.resolve("database.log"), notYet);
                pause(20);
            }
        }
    }

    private void restartWhenItDies() {
        var pause = SHORTEST_PAUSE;
        while (!closing) {
            try {
                var started = System.nanoTime();
                keeper.waitFor();
                if (System.nanoTime() - started > LONGEST_PAUSE.toNanos()) pause = SHORTEST_PAUSE;
                // Where all of us are asked to end, its clients go first and this object last.
                pause(SHORTEST_PAUSE.toMillis());
                if (closing) return;
                log.error("PostgreSQL ended by itself; it is started again now and recovers from its log");
                endLeftover();
                keeper = launch();
            } catch (IOException | RuntimeException | Error e) {
                log.error("PostgreSQL could not be started again; next try in {} ms", pause.toMillis(), e);
            } catch (InterruptedException e) {
                return;
            }
            pause(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /// What another life of this program left behind is ended; then the pid file means nothing, whoever has its number now.
    private void endLeftover() throws IOException {
        workers.end();
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbc(database));
    }

    private String jdbc(String database) {
        return jdbc(port, database, password);
    }

    private static String jdbc(int port, String database, String password) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER + "&password=" + password;
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void execute(String database, Work work) {
        try (var connection = connect(database)) {
            work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + database + " refused: " + e.getMessage(), e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
