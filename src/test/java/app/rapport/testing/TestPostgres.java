package app.rapport.testing;

import app.rapport.platform.database.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/// The one server of a test run. What an earlier run left in it is dropped, and the template is migrated anew, once.
final class TestPostgres {

    private static final String TEMPLATE = "migrated";

    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    /// Copying needs the template to itself, so one at a time.
    static synchronized String copyOfTemplate(String name) {
        return SERVER.copyOf(TEMPLATE, name);
    }

    private static EmbeddedPostgres start() {
        var server = EmbeddedPostgres.start(Path.of("target", "test-postgres"), Path.of("target", "postgres"),
                "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB", "max_connections=400");
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        dropLeftovers(server.url("postgres"));
        Flyway.configure().dataSource(server.url(TEMPLATE), null, null).load().migrate();
        return server;
    }

    private static void dropLeftovers(String url) {
        try (var connection = DriverManager.getConnection(url); var drop = connection.createStatement()) {
            for (var name : leftovers(connection)) drop.execute("drop database \"" + name + "\" with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException("Databases of an earlier test run could not be dropped: remove target/test-postgres", e);
        }
    }

    private static List<String> leftovers(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var query = connection.createStatement();
                var found = query.executeQuery("select datname from pg_database where datname like 'test\\_%' or datname = '" + TEMPLATE + "'")) {
            while (found.next()) names.add(found.getString(1));
        }
        return names;
    }
}
