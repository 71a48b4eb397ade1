package app.rapport.testing;

import app.rapport.platform.database.EmbeddedPostgres;
import app.rapport.platform.database.Pipeline;
import app.rapport.platform.database.Transactions;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/// A real PostgreSQL for all tests: one server, a migrated template, and a copy of it for each that asks.
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE = "template_rapport";
    private static final AtomicInteger COPIES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private final HikariDataSource pool;
    private final DSLContext db;
    private final Transactions transactions;

    private static EmbeddedPostgres start() {
        var home = Path.of("target", "test-postgres-" + ProcessHandle.current().pid());
        var server = EmbeddedPostgres.start(home, Path.of("target", "postgres"), "fsync=off", "max_connections=400");
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        Flyway.configure().dataSource(server.url(TEMPLATE), null, null).locations("classpath:db/migration").load().migrate();
        return server;
    }

    public TestDatabase() {
        this(40);
    }

    public TestDatabase(int connections) {
        pool = new HikariDataSource();
        pool.setJdbcUrl(freshUrl());
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(0);
        var configuration = new DefaultConfiguration();
        configuration.set(SQLDialect.POSTGRES);
        configuration.set(new Settings().withRenderSchema(false));
        configuration.set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(pool)));
        configuration.setAppending(new Pipeline.Before());
        db = DSL.using(configuration);
        transactions = new Transactions(new DataSourceTransactionManager(pool));
    }

    /// JDBC address of a new copy of the migrated database.
    public static String freshUrl() {
        return SERVER.copyOf(TEMPLATE, "test_" + COPIES.incrementAndGet());
    }

    /// JDBC address of a new database that nothing has been migrated in.
    public static String emptyUrl() {
        return SERVER.copyOf("template1", "test_" + COPIES.incrementAndGet());
    }

    public DSLContext db() {
        return db;
    }

    public javax.sql.DataSource source() {
        return pool;
    }

    public Transactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        pool.close();
    }
}
