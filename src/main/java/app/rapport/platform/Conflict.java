package app.rapport.platform;

import java.util.Map;

/// The state of the thing does not allow it.
public final class Conflict extends Refusal {
    public Conflict(String code, String message) {
        super(code, message, Map.of());
    }

    public Conflict(String code, String message, Map<String, Object> params) {
        super(code, message, params);
    }
}
