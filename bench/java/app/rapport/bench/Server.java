package app.rapport.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program under test in a process of its own, and what it and its database use.
final class Server {

    /// What the program holds after a full collection, in kilobytes: of its heap, and resident in all.
    record Held(long live, long resident) {}

    static final String TOKEN = "a-token-for-the-benchmark-0123456789-0123456789";
    static final String EMAIL = "ada@example.com";
    static final String PASSWORD = "correct horse battery";
    static {
        // The JDK keeps five connections open otherwise, and there are more clients than that.
        System.setProperty("http.maxConnections", "64");
    }

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final double TICK_MILLIS = 10;

    private final Path home;
    private final List<String> command;
    private final int httpPort = freePort();
    private final int smtpPort = freePort();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = JsonMapper.shared();
    private @Nullable Process process;

    /// @param command that starts Java with the program, without its settings
    Server(Path home, List<String> command) {
        this.home = home;
        this.command = command;
    }

    /// @return time from the start of the process to its first good answer
    Duration start() throws Exception {
        var all = new ArrayList<>(command);
        all.addAll(List.of("serve", "--rapport.home=" + home, "--rapport.http-port=" + httpPort, "--rapport.smtp-port=" + smtpPort, "--rapport.allow-private-targets=true",
                "--rapport.admin-email=" + EMAIL, "--rapport.admin-password=" + PASSWORD, "--rapport.admin-token=" + TOKEN));
        var started = System.nanoTime();
        process = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("program.log").toFile())).start();
        while (!isReady()) {
            if (!process.isAlive()) throw new IllegalStateException("The program ended: see " + home.resolve("program.log"));
            // Seldom: whoever asks uses the same processors.
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    void stop() throws InterruptedException {
        var running = process;
        if (running == null) return;
        running.destroy();
        running.waitFor();
        process = null;
    }

    int smtpPort() {
        return smtpPort;
    }

    int httpPort() {
        return httpPort;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return send("GET", "/health/ready", null).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> send(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        var content = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        var request = request(path).method(method, content);
        if (body != null) request.header("Content-Type", "application/json");
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// As [#call], with the cheapest client that there is, for it uses the processors of what it measures: the answer is read and not looked at.
    void ask(String method, String path, @Nullable Object body) throws IOException {
        var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + httpPort + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + TOKEN);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(json.writeValueAsBytes(body));
        }
        if (connection.getResponseCode() >= 300) throw new IllegalStateException(method + " " + path + " answers " + connection.getResponseCode());
        try (var answer = connection.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path)).header("Authorization", "Bearer " + TOKEN);
    }

    /// The lines of an answer that does not end until it is closed.
    Stream<String> lines(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    /// @throws IllegalStateException anything but a good answer
    JsonNode call(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        var response = send(method, path, body);
        if (response.statusCode() >= 300) throw new IllegalStateException(method + " " + path + " answers " + response.statusCode() + " " + response.body());
        return json.readTree(response.body());
    }

    /// JDBC address of a database of the running server.
    String url(String database) throws IOException {
        var port = postmasterFile().get(3).strip();
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=rapport&password=" + Files.readString(home.resolve("database.password")).strip() + "&reWriteBatchedInserts=true";
    }

    /// Processor milliseconds of the program since its start.
    double programCpu() throws IOException {
        return process == null ? 0 : cpu(process.pid(), 13, 14);
    }

    /// Of all processes of PostgreSQL, those included that have ended: their parent has their times once it has taken note of their end.
    /// Read again when one ends meanwhile, which would be missed or counted twice.
    double databaseCpu() throws IOException {
        var postmaster = ProcessHandle.of(Long.parseLong(postmasterFile().getFirst().strip())).orElseThrow();
        for (var tries = 0; ; tries++) {
            var children = postmaster.children().map(ProcessHandle::pid).toList();
            try {
                var sum = cpu(postmaster.pid(), 13, 14, 15, 16);
                for (var pid : children) sum += cpu(pid, 13, 14);
                return sum;
            } catch (IOException ended) {
                if (tries == 100) throw ended;
            }
        }
    }

    private List<String> postmasterFile() throws IOException {
        return Files.readAllLines(home.resolve("database/postmaster.pid"));
    }

    private static double cpu(long pid, int... fields) throws IOException {
        var stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
        // The name in brackets may hold blanks.
        var values = ("0 0 " + stat.substring(stat.lastIndexOf(')') + 2)).split(" ");
        return Arrays.stream(fields).mapToLong(field -> Long.parseLong(values[field])).sum() * TICK_MILLIS;
    }

    /// Resident megabytes of the program.
    long programMemory() throws IOException {
        return process == null ? 0 : kilobytes(process.pid(), "VmRSS:") / 1024;
    }

    /// After a full collection.
    Held held() throws IOException {
        if (process == null) return new Held(0, 0);
        diagnose("GC.run");
        var heap = USED.matcher(diagnose("GC.heap_info"));
        if (!heap.find()) throw new IOException("The heap is told in words that are not understood");
        return new Held(Long.parseLong(heap.group(1)), kilobytes(process.pid(), "VmRSS:"));
    }

    private String diagnose(String command) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return new String(new ProcessBuilder(jcmd, "" + Objects.requireNonNull(process).pid(), command).start().getInputStream().readAllBytes());
    }

    /// Of PostgreSQL: what its processes have for themselves, and what they share, once.
    long databaseMemory() throws IOException {
        var own = 0L;
        var shared = 0L;
        for (var pid : databaseProcesses()) {
            own += kilobytes(pid, "RssAnon:");
            shared = Math.max(shared, kilobytes(pid, "RssShmem:"));
        }
        return (own + shared) / 1024;
    }

    private static long kilobytes(long pid, String name) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", "" + pid, "status"))) {
            return lines.filter(line -> line.startsWith(name)).map(line -> line.replaceAll("\\D+", "")).mapToLong(Long::parseLong).sum();
        }
    }

    private List<Long> databaseProcesses() {
        return ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(pid -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc", "" + pid, "cwd")).equals(home.resolve("database").toRealPath());
            } catch (IOException gone) {
                return false;
            }
        }).toList();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
