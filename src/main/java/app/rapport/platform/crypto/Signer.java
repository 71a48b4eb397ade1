package app.rapport.platform.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Signed numbers and texts for links, addresses and mail ids: HMAC-SHA256, cut to 80 bits, in lower-case letters and digits,
/// since mail systems change the case of addresses. A signature for one purpose is none for another.
@Component
public class Signer {

    private static final int SIGNATURE = 10;
    private static final int RADIX = 36;
    private static final int LENGTH = 16;

    private final MasterKey key;

    public Signer(MasterKey key) {
        this.key = key;
    }

    /// `<number in base 36>.<signature>`.
    public String sign(String purpose, long number) {
        var text = Long.toString(number, RADIX);
        return text + "." + signature(key.derive(forEver(purpose)), text);
    }

    /// The number, when the signature holds.
    public OptionalLong verify(String purpose, String signed) {
        var text = open(forEver(purpose), signed);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get(), RADIX));
    }

    /// A link that holds until a time.
    public String signUntil(String purpose, long number, Instant until) {
        var text = Long.toString(number, RADIX) + "." + Long.toString(until.getEpochSecond(), RADIX);
        return text + "." + signature(key.derive(forAWhile(purpose)), text);
    }

    public OptionalLong verifyUntil(String purpose, String signed, Instant now) {
        var text = open(forAWhile(purpose), signed);
        if (text.isEmpty()) return OptionalLong.empty();
        var parts = text.get().split("\\.", 2);
        if (Long.parseLong(parts[1], RADIX) < now.getEpochSecond()) return OptionalLong.empty();
        return OptionalLong.of(Long.parseLong(parts[0], RADIX));
    }

    /// The signature alone, of any bytes.
    public String signature(String purpose, byte[] message) {
        return signature(key.derive(ofBytes(purpose)), message);
    }

    public boolean holds(String purpose, byte[] message, String signature) {
        return matches(ofBytes(purpose), message, signature.toLowerCase(Locale.ROOT));
    }

    private static String forEver(String purpose) {
        return "sign/" + purpose;
    }

    private static String forAWhile(String purpose) {
        return "sign-until/" + purpose;
    }

    private static String ofBytes(String purpose) {
        return "sign-bytes/" + purpose;
    }

    private Optional<String> open(String purpose, String signed) {
        var lower = signed.toLowerCase(Locale.ROOT);
        var dot = lower.lastIndexOf('.');
        if (dot <= 0) return Optional.empty();
        var text = lower.substring(0, dot);
        return matches(purpose, text.getBytes(StandardCharsets.UTF_8), lower.substring(dot + 1)) ? Optional.of(text) : Optional.empty();
    }

    private boolean matches(String purpose, byte[] message, String signature) {
        var given = signature.getBytes(StandardCharsets.UTF_8);
        return key.all(purpose).stream()
                .anyMatch(one -> MessageDigest.isEqual(signature(one, message).getBytes(StandardCharsets.US_ASCII), given));
    }

    private static String signature(byte[] key, String text) {
        return signature(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(byte[] key, byte[] message) {
        var digits = new BigInteger(1, Arrays.copyOf(MasterKey.hmac(key, message), SIGNATURE)).toString(RADIX);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }
}
