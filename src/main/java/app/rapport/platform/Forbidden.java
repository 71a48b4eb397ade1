package app.rapport.platform;

import java.util.Map;

/// The thing is visible, but the actor lacks the permission.
public final class Forbidden extends Refusal {
    public Forbidden(String permission) {
        super("forbidden", "This needs the permission " + permission + ". An administrator can give it.", Map.of("permission", permission));
    }
}
