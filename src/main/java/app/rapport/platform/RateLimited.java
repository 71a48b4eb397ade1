package app.rapport.platform;

import java.time.Duration;
import java.util.Map;

/// Too often; worth another try after a while.
public final class RateLimited extends Refusal {

    private final Duration retryAfter;

    public RateLimited(String code, String message, Duration retryAfter) {
        super(code, message, Map.of("seconds", retryAfter.toSeconds()));
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
