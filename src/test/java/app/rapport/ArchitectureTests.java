package app.rapport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.core.ApplicationModules;

/// The constitution.
class ArchitectureTests {

    private static final int LONGEST_FILE = 400;
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("app.rapport");

    @Test
    void modules_import_only_what_they_say() {
        ApplicationModules.of(Rapport.class).verify();
    }

    @Test
    void sql_stands_in_stores_only() {
        noClasses().that().resideOutsideOfPackages("..store..", "..platform.database..", "..platform.rules..")
                .should().dependOnClassesThat().resideInAPackage("org.jooq..").check(CLASSES);
    }

    @Test
    void nobody_reads_the_clock_but_time() {
        noClasses().that().resideOutsideOfPackage("..platform.time..").should().callMethod(Instant.class, "now").check(CLASSES);
    }

    @Test
    void the_journal_is_the_only_way_a_fact_travels() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName(ApplicationEventPublisher.class.getName())
                .orShould().dependOnClassesThat().haveFullyQualifiedName(EventListener.class.getName()).check(CLASSES);
    }

    @Test
    void no_file_is_longer_than_one_idea() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            var tooLong = files.filter(file -> file.toString().endsWith(".java")).filter(file -> lines(file) > LONGEST_FILE).toList();
            assertThat(tooLong).isEmpty();
        }
    }

    @Test
    void every_column_is_classified() {
        try (var database = new app.rapport.testing.TestDatabase(2)) {
            List<String> unclassified = database.db().resultQuery("""
                    select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and c.relname <> 'flyway_schema_history'
                      and coalesce(col_description(c.oid, a.attnum), '') not in ('none', 'personal', 'secret')""").fetch(0, String.class);
            assertThat(unclassified).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
