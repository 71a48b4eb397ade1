package app.rapport.platform;

import java.util.Map;

/// Somebody else changed the thing since the caller read it. Carries it as it is now.
public final class VersionMismatch extends Refusal {

    private final transient Object current;
    private final long version;

    public VersionMismatch(Object current, long version) {
        super("version-mismatch", "It was changed meanwhile; this is how it is now.", Map.of("version", version));
        this.current = current;
        this.version = version;
    }

    public Object current() {
        return current;
    }

    public long version() {
        return version;
    }
}
