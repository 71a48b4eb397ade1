package app.rapport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One server on one directory, whatever became of the one before.
class EmbeddedPostgresTest {

    private static final Path BINARIES = Path.of("target", "postgres");

    @TempDir
    private Path home;

    private EmbeddedPostgres server;

    @BeforeEach
    void start() {
        server = EmbeddedPostgres.start(home, BINARIES);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_was_written_is_there_after_a_restart() throws SQLException {
        write(server.url("rapport"), "create table kept as select 42 as answer");
        server.close();
        server = EmbeddedPostgres.start(home, BINARIES);
        assertThat(read(server.url("rapport"))).isEqualTo(42);
    }

    /// Each connection would pay for more, and nobody guesses a password of 192 random bits.
    @Test
    void its_password_is_hashed_once() throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("rapport")); var result = connection.createStatement().executeQuery("select split_part(rolpassword, ':', 1) from pg_authid where rolpassword is not null")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("SCRAM-SHA-256$1");
        }
    }

    @Test
    void a_second_program_on_the_same_home_is_refused() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(home, BINARIES)).isInstanceOf(IllegalStateException.class).hasMessageContaining("already runs");
    }

    @Test
    void a_killed_server_comes_back_by_itself_at_the_same_address() throws Exception {
        var url = server.url("rapport");
        write(url, "create table kept as select 42 as answer");
        kill(postmaster());
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> read(url) == 42);
    }

    @Test
    void a_stale_number_that_belongs_to_somebody_else_by_now_is_healed() throws IOException, SQLException {
        var url = server.url("rapport");
        write(url, "create table kept as select 42 as answer");
        var file = home.resolve("database/postmaster.pid");
        var lines = Files.readAllLines(file);
        server.close();
        lines.set(0, "" + ProcessHandle.current().pid());
        Files.write(file, lines);
        server = EmbeddedPostgres.start(home, BINARIES);
        assertThat(read(server.url("rapport"))).isEqualTo(42);
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void a_server_that_was_left_over_is_ended_first() throws IOException {
        endsWhatIsLeftOver(ServerUser.find());
    }

    /// As in a container in which root may make no user namespace, below a folder that only root may enter.
    @Test
    void where_root_becomes_somebody_else_nothing_is_lost_either() throws IOException, SQLException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become somebody else");
        server.close();
        home = Files.createDirectory(home.resolve("closed"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        server = start(ServerUser.OTHER);
        assertThat(Files.getAttribute(home.resolve("database"), "unix:uid")).isEqualTo(ServerUser.OTHER.uid());
        write(server.url("rapport"), "create table kept as select 42 as answer");
        endsWhatIsLeftOver(ServerUser.OTHER);
        for (var user : List.of(ServerUser.find(), ServerUser.OTHER)) {
            server.close();
            server = start(user);
            assertThat(read(server.url("rapport"))).isEqualTo(42);
        }
    }

    private void endsWhatIsLeftOver(ServerUser user) throws IOException {
        server.close();
        var orphan = orphan(user);
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(home.resolve("database/postmaster.pid")) && postmaster() > 0);
        server = start(user);
        await().until(() -> !orphan.isAlive());
        assertThat(ProcessHandle.of(postmaster())).isPresent();
    }

    private EmbeddedPostgres start(ServerUser user) throws IOException {
        return new EmbeddedPostgres(home, PostgresBinaries.unpackInto(home.resolve("postgres")), user, List.of());
    }

    /// A server without the shell that would end it.
    private Process orphan(ServerUser user) throws IOException {
        var postgres = BINARIES.resolve("18.6.0/bin/postgres").toAbsolutePath().toString();
        var command = List.of(postgres, "-D", home.resolve("database").toString(), "-c", "listen_addresses=", "-c", "unix_socket_directories=" + home);
        return new ProcessBuilder(user.command(command)).redirectErrorStream(true).redirectOutput(home.resolve("orphan.log").toFile()).start();
    }

    private long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(home.resolve("database/postmaster.pid")).getFirst().strip());
        } catch (IOException | RuntimeException halfWritten) {
            return 0;
        }
    }

    private static void kill(long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-9", "" + pid).start().waitFor()).isZero();
    }

    private static void write(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int read(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url); var statement = connection.createStatement(); var rows = statement.executeQuery("select answer from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
