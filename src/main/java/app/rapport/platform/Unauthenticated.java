package app.rapport.platform;

import java.util.Map;

/// Nobody is signed in, or the credentials do not hold.
public final class Unauthenticated extends Refusal {
    public Unauthenticated(String code, String message) {
        super(code, message, Map.of());
    }
}
