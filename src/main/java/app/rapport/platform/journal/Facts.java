package app.rapport.platform.journal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The facts of one module: its sealed interface, and the stable name of each record below it (`ticket.status-changed`).
public record Facts(String module, Class<? extends Fact> sealed) {

    Map<String, Class<? extends Fact>> byName() {
        var names = new LinkedHashMap<String, Class<? extends Fact>>();
        for (var type : recordsOf(sealed)) names.put(module + "." + kebab(type.getSimpleName()), type);
        return names;
    }

    private static Set<Class<? extends Fact>> recordsOf(Class<? extends Fact> type) {
        if (type.isRecord()) return Set.of(type);
        var found = new LinkedHashSet<Class<? extends Fact>>();
        Stream.of(type.getPermittedSubclasses()).map(sub -> sub.<Fact>asSubclass(Fact.class)).forEach(sub -> found.addAll(recordsOf(sub)));
        return found;
    }

    static Set<String> personalComponents(Class<? extends Fact> type) {
        var found = new LinkedHashSet<String>();
        Arrays.stream(type.getRecordComponents()).filter(part -> part.isAnnotationPresent(Personal.class)).forEach(part -> found.add(part.getName()));
        return found;
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
