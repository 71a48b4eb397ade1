package app.rapport.platform.crypto;

import app.rapport.platform.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The key that all others are derived from: `RAPPORT_SECRET_KEY`, or made once in the home. Several nodes need the same one.
///
/// `new,old` changes it: what is written from then on uses the first, what was written with any of them can still be read.
@Component
public class MasterKey {

    private static final int SHORTEST = 32;

    private final List<Version> versions;

    /// One of the secrets.
    ///
    /// @param id derived from it, so that two nodes agree on it whatever the order
    private record Version(byte id, SecretKeySpec secret) {}

    @Autowired
    MasterKey(ServerSettings settings) {
        this(given(settings));
    }

    private MasterKey(String secrets) {
        var versions = new ArrayList<Version>();
        for (var secret : secrets.split(",")) versions.add(version(secret.strip()));
        if (versions.stream().map(Version::id).distinct().count() < versions.size()) {
            throw new IllegalStateException("Two keys in RAPPORT_SECRET_KEY cannot be told apart: choose another new one.");
        }
        this.versions = List.copyOf(versions);
    }

    /// The key itself, as it stands in `RAPPORT_SECRET_KEY`.
    public static MasterKey of(String secrets) {
        return new MasterKey(secrets);
    }

    /// A key for one purpose; keys of different purposes say nothing about each other.
    public byte[] derive(String purpose) {
        return derive(versions.getFirst(), purpose);
    }

    /// The keys for one purpose of all secrets, the present one first.
    List<byte[]> all(String purpose) {
        return versions.stream().map(version -> derive(version, purpose)).toList();
    }

    byte id() {
        return versions.getFirst().id();
    }

    /// @throws IllegalStateException none of our secrets has this id
    byte[] derive(byte id, String purpose) {
        var version = versions.stream().filter(one -> one.id() == id).findFirst()
                .orElseThrow(() -> new IllegalStateException("RAPPORT_SECRET_KEY is not the one that this was written with"));
        return derive(version, purpose);
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

    private static String given(ServerSettings settings) {
        var given = settings.secretKey();
        return given == null || given.isBlank() ? KeyFile.of(settings.home()) : given;
    }

    private static Version version(String secret) {
        if (secret.length() < SHORTEST) throw new IllegalStateException("RAPPORT_SECRET_KEY needs at least " + SHORTEST + " characters.");
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        return new Version(hkdf(new SecretKeySpec(bytes, "RAW"), "id")[0], new SecretKeySpec(bytes, "RAW"));
    }

    private static byte[] derive(Version version, String purpose) {
        return hkdf(version.secret(), purpose);
    }

    /// RFC 5869.
    private static byte[] hkdf(SecretKeySpec secret, String purpose) {
        try {
            var info = ("rapport/" + purpose).getBytes(StandardCharsets.UTF_8);
            var parameters = HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, 32);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey" + Arrays.toString(versions.stream().map(Version::id).toArray());
    }
}
