import app.rapport.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/// Generates each module's jOOQ tables from the migrations, when a migration is newer than what was generated.
///
/// Arguments: folder of the migrations, folder to write to.
class Codegen {

    private static final List<String> MODULES = List.of("platform", "workspace", "customer", "ticket", "channel", "desk");

    public static void main(String[] arguments) throws Exception {
        var migrations = Path.of(arguments[0]);
        var output = Path.of(arguments[1]);
        var stamp = output.resolve(".generated");
        if (Files.exists(stamp) && newest(migrations) <= Files.getLastModifiedTime(stamp).toMillis()) return;
        deleteTree(output);
        var home = Files.createTempDirectory("rapport-codegen");
        try (var postgres = EmbeddedPostgres.start(home, Path.of("target", "postgres"), "fsync=off")) {
            var url = postgres.url("rapport");
            Flyway.configure().dataSource(url, null, null).locations("filesystem:" + migrations).load().migrate();
            for (var module : MODULES) GenerationTool.generate(configuration(url, module, output));
        }
        deleteTree(home);
        Files.createDirectories(output);
        Files.writeString(stamp, "");
    }

    /// A module sees its own tables and views, and the views that other modules publish.
    private static Configuration configuration(String url, String module, Path output) {
        return new Configuration()
                .withJdbc(new Jdbc().withUrl(url))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema("public")
                                .withOutputSchemaToDefault(true)
                                .withIncludes(module + "|" + module + "_.*|[a-z]+_v_.*")
                                .withIncludeRoutines(false)
                                .withForcedTypes(new ForcedType().withUserType("java.time.Instant").withBinding("app.rapport.platform.database.InstantBinding").withIncludeTypes("(?i:timestamp.*with.*time.*zone|timestamptz)")))
                        .withGenerate(new Generate().withRecords(true).withPojos(false).withDaos(false).withJavadoc(false)
                                .withGlobalObjectReferences(true).withKeys(true).withIndexes(false).withImplicitJoinPathsToOne(false)
                                .withImplicitJoinPathsToMany(false).withImplicitJoinPathsManyToMany(false))
                        .withTarget(new Target().withPackageName("app.rapport." + module + ".store.generated").withDirectory(output.toString())));
    }

    private static long newest(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
