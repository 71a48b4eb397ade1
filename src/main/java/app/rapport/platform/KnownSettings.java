package app.rapport.platform;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/// A setting with a slip of the pen in its name would be passed over in silence: on the command line and in `rapport.yaml` the program does not
/// start with one. In the environment others may have put names that begin like ours.
@Component
class KnownSettings implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final String OURS = "rapport.";
    /// Read by `application.yaml` and by conditions, so no record has them.
    private static final List<String> WITHOUT_RECORD = List.of("http-port", "serving");
    private static final Set<String> FOREIGN = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, "spring.application.json");

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    /// @throws IllegalArgumentException names those that do not exist, and those that do
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var known = new TreeSet<>(WITHOUT_RECORD);
        // By their names, which Spring makes of prefix and class: not every bean has to be asked what it is.
        Arrays.stream(beans.getBeanDefinitionNames()).filter(name -> name.startsWith("rapport-app.rapport.")).map(beans::getType).filter(Objects::nonNull)
                .flatMap(type -> Arrays.stream(type.getRecordComponents())).forEach(part -> known.add(part.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)));
        var plain = known.stream().map(KnownSettings::plain).toList();
        var unknown = new LinkedHashSet<>(given().filter(name -> !plain.contains(plain(name))).map(name -> OURS + name).toList());
        if (unknown.isEmpty()) return;
        known.remove("serving");
        throw new IllegalArgumentException("There is no setting " + String.join(", ", unknown) + ". Those that exist begin with " + OURS + " and go on with " + String.join(", ", known));
    }

    private Stream<String> given() {
        return ((ConfigurableEnvironment) environment).getPropertySources().stream().filter(source -> !FOREIGN.contains(source.getName())).flatMap(KnownSettings::names)
                .filter(name -> name.startsWith(OURS)).map(name -> name.substring(OURS.length()));
    }

    private static Stream<String> names(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> several ? Arrays.stream(several.getPropertyNames()) : Stream.empty();
    }

    /// As Spring compares names: `httpPort`, `http_port` and `http-port` are one; of a list each place is the list.
    private static String plain(String name) {
        return name.replaceFirst("\\[\\d+]$", "").replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}
