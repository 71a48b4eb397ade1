package app.rapport.platform;

import java.util.Map;

/// A command or query that is refused, with a stable code that screens word. Turned into a problem (RFC 9457) in one place.
public abstract sealed class Refusal extends RuntimeException permits NotFound, Forbidden, Unauthenticated, Conflict, Invalid, RateLimited, VersionMismatch {

    private final String code;
    private final Map<String, Object> params;

    Refusal(String code, String message, Map<String, Object> params) {
        super(message);
        this.code = code;
        this.params = params;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> params() {
        return params;
    }
}
