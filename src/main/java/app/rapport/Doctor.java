package app.rapport;

import app.rapport.platform.Checkup;
import app.rapport.platform.Checkup.Finding;
import app.rapport.platform.Checkup.Grade;
import app.rapport.platform.journal.Readers;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ReflectionUtils;

/// `rapport doctor`: what is in force and what is wrong; with `--verify` also whether what is maintained is right.
///
/// It assembles the program and starts none of it: no port, no worker, no reader, no migration.
final class Doctor {

    private static final List<String> SECRET = List.of("database-url", "secret-key", "admin-password", "admin-token");

    private static final String REBUILD = "--rebuild=";

    private Doctor() {}

    /// @return 0 when nothing is wrong, otherwise 1; 2 when the options are not understood
    static int visit(String[] options) {
        var verify = List.of(options).contains("--verify");
        var unknown = Arrays.stream(options).filter(option -> !option.equals("--verify") && !option.startsWith(REBUILD) && !option.startsWith("--rapport.")).toList();
        if (!unknown.isEmpty()) {
            System.err.println("usage: rapport doctor [--verify] [--rebuild=<reader>]; not understood: " + String.join(" ", unknown));
            return 2;
        }
        try (var program = assemble(options)) {
            var wrong = print("settings", settings(program));
            for (var option : options) if (option.startsWith(REBUILD)) wrong += print("journal", rebuild(program.getBean(Readers.class), option.substring(REBUILD.length())));
            for (var checkup : program.getBeansOfType(Checkup.class).values().stream().sorted(Comparator.comparing(Checkup::part)).toList()) {
                wrong += print(checkup.part(), ask(checkup, Checkup::look));
                if (verify) wrong += print(checkup.part(), ask(checkup, Checkup::verify));
            }
            System.out.println(wrong == 0 ? "Nothing is wrong." : wrong + " wrong.");
            return wrong == 0 ? 0 : 1;
        } catch (RuntimeException e) {
            var cause = e;
            while (cause.getCause() instanceof RuntimeException deeper) cause = deeper;
            System.out.println("wrong  program      It cannot be assembled: " + cause.getMessage());
            return 1;
        }
    }

    private static ConfigurableApplicationContext assemble(String[] options) {
        return new SpringApplicationBuilder(Rapport.class)
                .properties("spring.flyway.enabled=false", "db-scheduler.enabled=false", "server.port=0")
                .run(java.util.stream.Stream.concat(Arrays.stream(options).filter(option -> option.startsWith("--rapport.")),
                        java.util.stream.Stream.of("--rapport.serving=false", "--server.port=0", "--logging.level.root=off")).toArray(String[]::new));
    }

    /// Takes the place of what starts the parts of a program.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "rapport.serving", havingValue = false)
    static class NothingStarts {

        @Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
        LifecycleProcessor nothing() {
            return new LifecycleProcessor() {
                @Override
                public void onRefresh() {}

                @Override
                public void onClose() {}

                @Override
                public void start() {}

                @Override
                public void stop() {}

                @Override
                public boolean isRunning() {
                    return false;
                }
            };
        }
    }

    private static List<Finding> settings(ConfigurableApplicationContext program) {
        var environment = program.getEnvironment();
        var findings = new ArrayList<Finding>();
        findings.add(Finding.fine("http-port = " + environment.getProperty("rapport.http-port", "8080") + origin(environment, "http-port")));
        for (var settings : program.getBeansWithAnnotation(ConfigurationProperties.class).values()) {
            if (!settings.getClass().getPackageName().startsWith("app.rapport")) continue;
            for (var component : settings.getClass().getRecordComponents()) {
                var name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                var value = value(settings, component);
                if (value == null || value.toString().isEmpty() || value.equals(List.of())) continue;
                findings.add(Finding.fine(name + " = " + (SECRET.contains(name) ? "(set)" : value) + origin(environment, name)));
            }
        }
        return findings;
    }

    private static @Nullable Object value(Object settings, RecordComponent component) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        return ReflectionUtils.invokeMethod(accessor, settings);
    }

    /// Where it was set.
    private static String origin(Environment environment, String setting) {
        var name = ConfigurationPropertyName.of("rapport." + setting);
        for (var source : ConfigurationPropertySources.get(environment)) {
            var found = source.getConfigurationProperty(name);
            if (found != null) return found.getOrigin() == null ? "" : ", from " + found.getOrigin();
        }
        return "";
    }

    private static List<Finding> rebuild(Readers readers, String name) {
        return List.of(readers.rebuild(name) ? Finding.fine(name + " is built anew from the start of the journal while the program runs")
                : Finding.wrong("There is no reader " + name + " that can be built anew"));
    }

    /// One that cannot even look has found something.
    private static List<Finding> ask(Checkup checkup, Function<Checkup, List<Finding>> question) {
        try {
            return question.apply(checkup);
        } catch (RuntimeException e) {
            return List.of(Finding.wrong("It cannot be looked at: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
    }

    private static int print(String part, List<Finding> findings) {
        for (var finding : findings) {
            System.out.printf("%-6s %-12s %s%n", finding.grade() == Grade.FINE ? "ok" : finding.grade().name().toLowerCase(Locale.ROOT), part, finding.said());
        }
        return (int) findings.stream().filter(finding -> finding.grade() == Grade.WRONG).count();
    }
}
