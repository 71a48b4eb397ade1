package app.rapport.platform.database;

import app.rapport.platform.ServerSettings;
import app.rapport.platform.store.JournalStore;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.conf.Settings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.jooq.autoconfigure.DefaultConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// Where the data lies: our own PostgreSQL, or the one that `RAPPORT_DATABASE_URL` names.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    @Lazy
    EmbeddedPostgres embeddedPostgres(ServerSettings settings) {
        return EmbeddedPostgres.start(settings.home(), settings.home().resolve("postgres"));
    }

    @Bean
    DataSource dataSource(ServerSettings settings, ObjectProvider<EmbeddedPostgres> embedded, @Value("${rapport.serving:true}") boolean serving) {
        var pool = new HikariDataSource();
        // Who only looks does so beside the running program.
        var beside = settings.embeddedDatabase() && !serving ? EmbeddedPostgres.runningUrl(settings.home(), "rapport") : Optional.<String>empty();
        pool.setJdbcUrl(beside.orElseGet(() -> settings.embeddedDatabase() ? embedded.getObject().url("rapport") : settings.databaseUrl()));
        pool.setPoolName("database");
        pool.setMaximumPoolSize(40);
        pool.setMinimumIdle(4);
        pool.setAutoCommit(true);
        pool.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        // After a crash of the server all connections are dead at once: ask each before use unless it was used just now.
        pool.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        pool.addDataSourceProperty("ApplicationName", "rapport");
        pool.addDataSourceProperty("prepareThreshold", "3");
        pool.addDataSourceProperty("preparedStatementCacheQueries", "512");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return pool;
    }

    @Bean
    DefaultConfigurationCustomizer jooqSettings() {
        return configuration -> configuration.set(new Settings().withRenderSchema(false).withExecuteLogging(false).withInListPadding(true))
                .setAppending(new Pipeline.Before());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "rapport.serving", matchIfMissing = true)
    ApplicationRunner recogniseCluster(JournalStore journal) {
        return arguments -> journal.recogniseCluster();
    }
}
