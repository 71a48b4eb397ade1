package app.rapport.platform.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Knows the facts of all modules and turns them into JSON and back.
@Component
public class FactCatalog {

    /// A fact of a module or version that this program does not know; kept, shown by name, passed over by readers.
    public record UnknownFact(String type) implements Fact {}

    /// A fact as stored: what may stay for ever, and what is personal.
    public record Written(String type, int version, String data, @Nullable String text) {}

    private record Kind(String name, int version, Set<String> personal) {}

    private final JsonMapper json = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final Map<String, Class<? extends Fact>> types = new HashMap<>();
    private final Map<Class<?>, Kind> kinds = new HashMap<>();

    public FactCatalog(List<Facts> modules) {
        for (var module : modules) {
            module.byName().forEach((name, type) -> {
                var version = type.getAnnotation(FactVersion.class);
                types.put(name, type);
                kinds.put(type, new Kind(name, version == null ? 1 : version.value(), Facts.personalComponents(type)));
            });
        }
    }

    public Class<? extends Fact> type(String name) {
        return types.getOrDefault(name, UnknownFact.class);
    }

    public String name(Class<? extends Fact> type) {
        return kind(type).name;
    }

    public Written write(Fact fact) {
        var kind = kind(fact.getClass());
        ObjectNode data = json.valueToTree(fact);
        if (kind.personal.isEmpty()) return new Written(kind.name, kind.version, data.toString(), null);
        var text = json.createObjectNode();
        for (var component : kind.personal) {
            var value = data.remove(component);
            if (value != null && !value.isNull()) text.set(component, value);
        }
        return new Written(kind.name, kind.version, data.toString(), text.isEmpty() ? null : text.toString());
    }

    public Fact read(String name, String data, @Nullable String text) {
        var type = types.get(name);
        if (type == null) return new UnknownFact(name);
        if (text == null) return json.readValue(data, type);
        var merged = (ObjectNode) json.readTree(data);
        merged.setAll((ObjectNode) json.readTree(text));
        return json.treeToValue(merged, type);
    }

    private Kind kind(Class<?> type) {
        var kind = kinds.get(type);
        if (kind == null) throw new IllegalArgumentException(type + " is in no module's list of facts");
        return kind;
    }
}
