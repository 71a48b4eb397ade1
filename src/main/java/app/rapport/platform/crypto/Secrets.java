package app.rapport.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Encrypts what must be read again, such as the password of a mail server: AES-256-GCM, bound to what it is for.
@Component
public class Secrets {

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final MasterKey key;
    private final SecureRandom random = new SecureRandom();

    Secrets(MasterKey key) {
        this.key = key;
    }

    /// @param context what it belongs to; the same is needed to read it
    public byte[] seal(String context, String plain) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, context, nonce, plain.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(1 + NONCE + sealed.length).put(VERSION).put(nonce).put(sealed).array();
    }

    /// @throws IllegalStateException another key or context, or changed bytes
    public String open(String context, byte[] sealed) {
        var buffer = ByteBuffer.wrap(sealed);
        if (buffer.get() != VERSION) throw new IllegalStateException("A secret of an unknown form");
        var nonce = new byte[NONCE];
        buffer.get(nonce);
        var rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return new String(run(Cipher.DECRYPT_MODE, context, nonce, rest), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String context, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.derive("secrets"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret cannot be read: RAPPORT_SECRET_KEY is not the one it was written with", e);
        }
    }
}
