package app.rapport.testing;

import app.rapport.platform.database.Transactions;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.springframework.boot.jooq.autoconfigure.ExceptionTranslatorExecuteListener;
import org.springframework.boot.jooq.autoconfigure.SpringTransactionProvider;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/// A migrated PostgreSQL database of a test class's own, made in some 50 ms:
/// `@AutoClose static final TestDatabase database = new TestDatabase();`
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger made = new AtomicInteger();

    private final HikariDataSource pool;
    private final DSLContext db;
    private final DataSourceTransactionManager transactionManager;

    /// JDBC address of a new copy of the migrated database.
    public static String freshUrl() {
        return TestPostgres.copyOfTemplate("test_" + made.incrementAndGet());
    }

    public TestDatabase() {
        this(8);
    }

    /// A database for as many connections at once as the test has threads.
    public TestDatabase(int connections) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(freshUrl());
        settings.setMaximumPoolSize(connections);
        settings.setMinimumIdle(0);
        settings.setIdleTimeout(10_000);
        pool = new HikariDataSource(settings);
        transactionManager = new DataSourceTransactionManager(pool);
        var configuration = new DefaultConfiguration();
        configuration.set(SQLDialect.POSTGRES);
        configuration.set(new Settings().withRenderSchema(false));
        configuration.set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(pool)));
        configuration.set(new SpringTransactionProvider(transactionManager));
        configuration.set(new DefaultExecuteListenerProvider(ExceptionTranslatorExecuteListener.DEFAULT));
        db = DSL.using(configuration);
    }

    /// jOOQ as the program has it: inside a Spring transaction it uses that transaction's connection.
    public DSLContext db() {
        return db;
    }

    public DataSource dataSource() {
        return pool;
    }

    public String url() {
        return pool.getJdbcUrl();
    }

    public Transactions transactions() {
        return new Transactions(transactionManager);
    }

    @Override
    public void close() {
        pool.close();
    }
}
