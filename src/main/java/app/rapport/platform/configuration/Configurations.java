package app.rapport.platform.configuration;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.store.ConfigurationStore;
import app.rapport.platform.time.Time;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
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

    /// Writes the next version; the former ones stay. When somebody else published meanwhile, the whole transaction is repeated.
    public <T> Published<T> publish(String kind, String key, long formerVersion, T body, Actor by) {
        try {
            store.publish(kind, key, formerVersion + 1, json.writeValueAsString(body), by, time.now());
        } catch (DuplicateKeyException e) {
            throw new OptimisticLockingFailureException(kind + " " + key + " was published by somebody else", e);
        }
        return new Published<>(body, formerVersion + 1);
    }
}
