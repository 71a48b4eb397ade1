package app.rapport.channel.email.mime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Header fields by lower-case name, unfolded, 8-bit bytes decoded; encoded words are still in them (see [#text]).
public final class Headers {

    public static final Headers NONE = new Headers();

    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    Headers() {}

    void add(String name, String value) {
        fields.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1)).add(value);
    }

    public boolean has(String name) {
        return fields.containsKey(name.toLowerCase(Locale.ROOT));
    }

    public List<String> all(String name) {
        return Collections.unmodifiableList(fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /// The first field of the name with its encoded words decoded, or "".
    public String text(String name) {
        return first(name).map(EncodedWords::decode).orElse("");
    }

    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(fields);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
