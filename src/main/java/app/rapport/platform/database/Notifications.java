package app.rapport.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// PostgreSQL's `NOTIFY` among the nodes of one database, without payload and never inside a transaction: there it would take a lock of the
/// whole cluster through the commit.
@Component
public class Notifications {

    private final DataSource source;

    public Notifications(DataSource source) {
        this.source = source;
    }

    /// @param channel an SQL name
    public void send(String channel) {
        try (var connection = source.getConnection()) {
            execute(connection, "notify " + channel);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /// Hears what is sent from now on. Keeps a connection until it is closed.
    public Listening listen(String channel) {
        try {
            return new Listening(source.getConnection(), channel);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /// An open ear.
    public static final class Listening implements AutoCloseable {
        private final Connection connection;

        private Listening(Connection connection, String channel) throws SQLException {
            this.connection = connection;
            execute(connection, "listen " + channel);
        }

        /// Whether something was sent meanwhile, this node's own included.
        ///
        /// @param atMost over 0 ms
        public boolean await(Duration atMost) {
            try {
                var heard = connection.unwrap(PGConnection.class).getNotifications((int) atMost.toMillis());
                return heard != null && heard.length > 0;
            } catch (SQLException e) {
                throw away(e);
            }
        }

        @Override
        public void close() {
            try (connection) {
                execute(connection, "unlisten *");
            } catch (SQLException e) {
                // It is broken, and nothing is heard on it any more.
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DataAccessResourceFailureException away(SQLException cause) {
        return new DataAccessResourceFailureException("The database cannot be notified", cause);
    }
}
