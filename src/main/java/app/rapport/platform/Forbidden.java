package app.rapport.platform;

import java.util.Map;

/// The thing is visible, but the actor lacks the permission.
public final class Forbidden extends Refusal {
    /// What opens the door is wrong, whoever holds it.
    public static Forbidden because(String detail) {
        return new Forbidden(detail, Map.of());
    }

    public Forbidden(String permission) {
        this("This needs the permission " + permission + ". An administrator can give it.", Map.of("permission", permission));
    }

    private Forbidden(String detail, Map<String, Object> params) {
        super("forbidden", detail, params);
    }
}
