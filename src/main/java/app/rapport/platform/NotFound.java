package app.rapport.platform;

import java.util.Map;

/// There is no such thing, or it is outside what the actor may see.
public final class NotFound extends Refusal {
    public NotFound() {
        super("not-found", "There is no such thing, or you may not see it.", Map.of());
    }
}
