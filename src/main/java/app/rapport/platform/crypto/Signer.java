package app.rapport.platform.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Signed numbers and texts for links, addresses and mail ids: HMAC-SHA256, cut to 80 bits, in lower-case letters and digits,
/// since mail systems change the case of addresses.
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
        return text + "." + signature(purpose, text);
    }

    /// The number, when the signature holds.
    public OptionalLong verify(String purpose, String signed) {
        return open(purpose, signed).map(text -> OptionalLong.of(Long.parseLong(text, RADIX))).orElse(OptionalLong.empty());
    }

    /// A link that holds until a time.
    public String signUntil(String purpose, long number, Instant until) {
        var text = Long.toString(number, RADIX) + "." + Long.toString(until.getEpochSecond(), RADIX);
        return text + "." + signature(purpose, text);
    }

    public OptionalLong verifyUntil(String purpose, String signed, Instant now) {
        var text = open(purpose, signed).orElse("");
        var dot = text.indexOf('.');
        if (dot < 0 || Long.parseLong(text.substring(dot + 1), RADIX) < now.getEpochSecond()) return OptionalLong.empty();
        return OptionalLong.of(Long.parseLong(text.substring(0, dot), RADIX));
    }

    private Optional<String> open(String purpose, String signed) {
        var lower = signed.toLowerCase(java.util.Locale.ROOT);
        var dot = lower.lastIndexOf('.');
        if (dot <= 0) return Optional.empty();
        var text = lower.substring(0, dot);
        var expected = signature(purpose, text).getBytes(StandardCharsets.US_ASCII);
        var given = lower.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given) ? Optional.of(text) : Optional.empty();
    }

    private String signature(String purpose, String text) {
        var mac = MasterKey.hmac(key.derive("sign/" + purpose), text.getBytes(StandardCharsets.UTF_8));
        var digits = new BigInteger(1, Arrays.copyOf(mac, SIGNATURE)).toString(RADIX);
        return "0".repeat(LENGTH - Math.min(LENGTH, digits.length())) + digits;
    }
}
