package app.rapport.platform.database;

import app.rapport.platform.Checkup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateOutput;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/// Which server it is, and whether its tables are those of this program.
@Component
class DatabaseCheckup implements Checkup {

    private static final int OLDEST_VERSION = 17;

    private final DataSource source;
    private final DSLContext db;

    DatabaseCheckup(DataSource source, DSLContext db) {
        this.source = source;
        this.db = db;
    }

    @Override
    public String part() {
        return "database";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        var server = db.fetchSingle("select current_setting('server_version'), pg_size_pretty(pg_database_size(current_database())), current_setting('fsync'), current_setting('synchronous_commit')");
        var version = server.get(0, String.class);
        findings.add(Finding.fine("PostgreSQL " + version + ", " + server.get(1, String.class)));
        if (Integer.parseInt(version.split("[. ]", 2)[0]) < OLDEST_VERSION) findings.add(Finding.wrong("PostgreSQL " + OLDEST_VERSION + " or newer is needed."));
        if (!"on".equals(server.get(2, String.class)) || "off".equals(server.get(3, String.class)))
            findings.add(Finding.wrong("fsync is " + server.get(2, String.class) + " and synchronous_commit " + server.get(3, String.class)
                    + ": what was accepted may be lost with the power. Switch both on."));
        findings.addAll(migrations());
        return findings;
    }

    private List<Finding> migrations() {
        var flyway = Flyway.configure().dataSource(source).locations("classpath:db/migration").load();
        var info = flyway.info();
        if (info.pending().length > 0)
            return List.of(Finding.wrong(names(info.pending()) + " not applied yet: the next start of the program does it."));
        var validation = flyway.validateWithResult();
        if (!validation.validationSuccessful)
            return List.of(Finding.wrong("The tables were made by another version of this program: " + String.join("; ", validation.invalidMigrations.stream().map(DatabaseCheckup::said).toList())));
        return List.of(Finding.fine(info.applied().length + " migrations applied, the newest is " + info.current().getVersion()));
    }

    private static String names(MigrationInfo[] migrations) {
        return "Migrations " + String.join(", ", Arrays.stream(migrations).map(migration -> String.valueOf(migration.getVersion())).toList());
    }

    private static String said(ValidateOutput invalid) {
        return invalid.version + " " + invalid.errorDetails.errorMessage.replaceAll("\\s+", " ").strip();
    }
}
