package app.rapport.platform.crypto;

import app.rapport.platform.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// The key that all others are derived from: `RAPPORT_SECRET_KEY`, or made once in the home. Several nodes need the same one.
@Component
public class MasterKey {

    private static final int SHORTEST = 32;

    private final byte[] secret;

    MasterKey(ServerSettings settings) {
        var given = settings.secretKey();
        var text = given == null || given.isBlank() ? ofHome(settings.home()) : given;
        if (text.length() < SHORTEST) throw new IllegalStateException("RAPPORT_SECRET_KEY needs at least " + SHORTEST + " characters.");
        this.secret = text.getBytes(StandardCharsets.UTF_8);
    }

    /// A key for one purpose; keys of different purposes say nothing about each other.
    public byte[] derive(String purpose) {
        return hmac(secret, ("rapport/" + purpose).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ofHome(Path home) {
        var file = home.resolve("secret.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(home);
                var half = home.resolve("secret.key.new");
                Files.deleteIfExists(half);
                Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(half, Tokens.random());
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The secret key " + file + " can neither be read nor made", e);
        }
    }
}
