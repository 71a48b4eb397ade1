package app.rapport.platform.configuration;

import app.rapport.platform.crypto.Secrets;
import app.rapport.platform.store.ConfigurationStore;
import app.rapport.platform.time.Time;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Secrets that belong to configuration records, encrypted, without a history.
@Component
public class SecretValues {

    private final ConfigurationStore store;
    private final Secrets secrets;
    private final Time time;

    SecretValues(ConfigurationStore store, Secrets secrets, Time time) {
        this.store = store;
        this.secrets = secrets;
        this.time = time;
    }

    public void keep(String kind, String key, String value) {
        store.keepSecret(kind, key, secrets.seal(kind + "/" + key, value), time.now());
    }

    public Optional<String> find(String kind, String key) {
        return store.secret(kind, key).map(sealed -> secrets.open(kind + "/" + key, sealed));
    }

    public void forget(String kind, String key) {
        store.forgetSecret(kind, key);
    }
}
