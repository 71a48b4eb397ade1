package app.rapport.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program in a process of its own, on its own PostgreSQL with `fsync` on: one that can be killed.
public final class ProgramProcess implements AutoCloseable {

    static {
        // A peer of the program sees its lines cut in a thread of its own: that is what these tests do, and no failure of what waits.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private final Path home;
    private final int httpPort = freePort();
    private final int smtpPort = freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private @Nullable Process process;

    /// On a new home; `start` starts it.
    public ProgramProcess() {
        try {
            // It is in no group of ours: Ctrl+C that ends the tests does not reach it.
            Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
            home = Files.createTempDirectory(Path.of("target"), "killed-").toAbsolutePath();
            Files.createSymbolicLink(home.resolve("postgres"), Path.of("target", "postgres").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns when it is ready.
    ///
    /// @param more settings, such as `--rapport.database-url=…`
    public void start(String... more) {
        try {
            var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var command = new ArrayList<>(List.of(java, "-Xmx512m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", classPath, "app.rapport.Rapport", "serve", "--rapport.home=" + home,
                    "--rapport.http-port=" + httpPort, "--rapport.smtp-port=" + smtpPort, "--rapport.allow-private-targets=true", "--rapport.admin-email=" + Program.EMAIL,
                    "--rapport.admin-password=" + Program.PASSWORD, "--rapport.admin-token=" + Program.TOKEN));
            command.addAll(List.of(more));
            // As a shell starts it in a terminal: with a group of its own, and ready to hear Ctrl+C, whatever the tests were started by.
            command.addAll(0, List.of("env", "--default-signal=INT", "setsid"));
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var started = process;
        await("ready, else see " + log()).atMost(Duration.ofMinutes(2)).until(() -> {
            if (!started.isAlive()) throw new IllegalStateException("The program ended while starting: see " + log());
            return isReady();
        });
    }

    /// As `kill -9` does.
    public void kill() {
        var running = process;
        if (running == null) return;
        running.destroyForcibly().onExit().join();
    }

    /// Kills the postmaster alone; the program has to notice and to start it again. One that was killed before may be coming back just now.
    public void killPostmaster() {
        var alive = await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(this::postmaster, pid -> ProcessHandle.of(pid).isPresent());
        run("kill", "-9", "" + alive);
    }

    /// Asks it to stop, as `kill` does; the answer is whether it ended by itself.
    public boolean stop() {
        return stop(program -> run("kill", "-TERM", "" + program.pid()));
    }

    /// As Ctrl+C does: all processes of the terminal's group hear it.
    public boolean interrupt() {
        return stop(program -> run("kill", "-INT", "--", "-" + program.pid()));
    }

    private boolean stop(Consumer<Process> ask) {
        var running = process;
        if (running == null) return true;
        ask.accept(running);
        return running.onExit().completeOnTimeout(null, 60, java.util.concurrent.TimeUnit.SECONDS).join() != null;
    }

    public Path home() {
        return home;
    }

    public Path log() {
        return home.resolve("program.log");
    }

    public int httpPort() {
        return httpPort;
    }

    public int smtpPort() {
        return smtpPort;
    }

    /// How many postmasters work on the database directory. A process that they made works there too, with a title of its own as soon as it has one.
    public long postmasters() {
        return ProcessHandle.allProcesses().filter(ProgramProcess::isCalledAsPostmaster).filter(this::worksOnTheDatabase)
                .filter(server -> server.parent().map(parent -> !worksOnTheDatabase(parent)).orElse(false)).count();
    }

    private static boolean isCalledAsPostmaster(ProcessHandle candidate) {
        try {
            return Files.readString(Path.of("/proc", "" + candidate.pid(), "cmdline")).contains("/postgres\0-D\0");
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean worksOnTheDatabase(ProcessHandle candidate) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", "" + candidate.pid(), "cwd")).equals(home.resolve("database"));
        } catch (IOException gone) {
            return false;
        }
    }

    public boolean isReady() {
        try {
            return send("GET", "/health/ready", null).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    public JsonNode get(String path) {
        return json.readTree(send("GET", path, null).body());
    }

    public Program.Answer call(String method, String path, @Nullable Object body) {
        var response = send(method, path, body);
        var isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Program.Answer(response.statusCode(), isJson ? json.readTree(response.body()) : json.createObjectNode(), response.headers());
    }

    private HttpResponse<String> send(String method, String path, @Nullable Object body) {
        var content = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path)).method(method, content).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + Program.TOKEN).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The program's own database, looked at from outside, with a connection for each question: it has no more than the program needs.
    public DSLContext database() {
        try {
            var pid = Files.readAllLines(home.resolve("database/postmaster.pid"));
            var url = "jdbc:postgresql://127.0.0.1:" + pid.get(3).strip() + "/rapport?user=rapport&password=" + Files.readString(home.resolve("database.password"));
            var connections = new PGSimpleDataSource();
            connections.setUrl(url);
            return DSL.using(connections, SQLDialect.POSTGRES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(home.resolve("database/postmaster.pid")).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs the command line of the program with the same settings, beside it or without it, and answers with what it said.
    public String commandLine(String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "app.rapport.Rapport"));
        command.addAll(List.of(arguments));
        command.addAll(Stream.of("--rapport.home=" + home).toList());
        return run(command.toArray(String[]::new));
    }

    private static String run(String... command) {
        try {
            var running = new ProcessBuilder(command).redirectErrorStream(true).start();
            running.getOutputStream().close();
            var said = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            running.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it and forgets its database; the log stays.
    @Override
    public void close() {
        kill();
        await().atMost(Duration.ofMinutes(1)).until(() -> postmasters() == 0);
        try {
            FileSystemUtils.deleteRecursively(home.resolve("database"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
