package app.rapport.platform.configuration;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.store.ConfigurationStore;
import app.rapport.platform.time.Time;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What administrators define, as validated records with a history. The owner of a kind validates (its record's constructor),
/// checks permission and writes the fact, all in his command.
@Component
public class Configurations {

    /// A record as published.
    public record Published<T>(T body, long version) {}

    private final ConfigurationStore store;
    private final Time time;
    private final JsonMapper json = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    Configurations(ConfigurationStore store, Time time) {
        this.store = store;
        this.time = time;
    }

    public <T> Optional<Published<T>> find(String kind, String key, Class<T> type) {
        return store.published(kind, key).map(row -> new Published<>(json.readValue(row.body(), type), row.version()));
    }

    /// Others who change it wait until this transaction is over. To be called before it is read, where nothing else is locked that it belongs to.
    public void lock(String kind, String key) {
        store.lock(kind, key);
    }

    /// Writes the next version; the former ones stay. To be called under the lock that `formerVersion` was read under.
    public <T> Published<T> publish(String kind, String key, long formerVersion, T body, Actor by) {
        store.publish(kind, key, formerVersion + 1, json.writeValueAsString(body), by, time.now());
        return new Published<>(body, formerVersion + 1);
    }
}
