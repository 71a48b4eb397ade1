package app.rapport.platform.crypto;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Encrypts what must be read again, such as the password of a mail server: AES-256-GCM, bound to what it is for.
///
/// Written as form (1), id of the master key, nonce (12 bytes), ciphertext with tag (16 bytes).
@Component
public class Secrets {

    private static final byte FORM = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final MasterKey key;
    private final SecureRandom random = new SecureRandom();

    public Secrets(MasterKey key) {
        this.key = key;
    }

    /// @param context what it belongs to; the same is needed to read it
    public byte[] seal(String context, String plain) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, key.id(), context, nonce, plain.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(2 + NONCE + sealed.length).put(FORM).put(key.id()).put(nonce).put(sealed).array();
    }

    /// @throws IllegalStateException another key or context, or changed bytes
    public String open(String context, byte[] sealed) {
        try {
            var buffer = ByteBuffer.wrap(sealed);
            if (buffer.get() != FORM) throw new IllegalStateException("A secret of an unknown form");
            var id = buffer.get();
            var nonce = new byte[NONCE];
            buffer.get(nonce);
            var rest = new byte[buffer.remaining()];
            buffer.get(rest);
            return new String(run(Cipher.DECRYPT_MODE, id, context, nonce, rest), StandardCharsets.UTF_8);
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("A secret that is cut off", e);
        }
    }

    /// Whether it was written with a former master key and should be sealed again.
    public boolean isOld(byte[] sealed) {
        return sealed.length > 1 && sealed[1] != key.id();
    }

    private byte[] run(int mode, byte id, String context, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.derive(id, "secrets"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret cannot be read: it was changed, or written for something else", e);
        }
    }
}
