package app.rapport.workspace;

import app.rapport.platform.Invalid;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Argon2id with OWASP's first choice of parameters (19 MiB, two passes, one lane).
@Component
class Passwords {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 200;

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    /// The hash of no password: checked when there is nobody to check, so that an unknown address takes as long as a wrong password.
    private final String nobody = "$argon2id$v=19$m=19456,t=2,p=1$" + random(16) + "$" + random(32);

    /// @throws Invalid too short or too long
    String hash(String field, String password) {
        if (password.length() < SHORTEST) throw new Invalid(field, "too-short", "At least " + SHORTEST + " characters.");
        if (password.length() > LONGEST) throw new Invalid(field, "too-long", "At most " + LONGEST + " characters.");
        return java.util.Objects.requireNonNull(encoder.encode(password));
    }

    private static String random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean matches(String password, @Nullable String hash) {
        if (password.length() > LONGEST) return false;
        var right = encoder.matches(password, hash == null ? nobody : hash);
        return right && hash != null;
    }
}
