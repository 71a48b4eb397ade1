package app.rapport.platform.files;

import java.util.Arrays;
import java.util.HexFormat;

/// SHA-256 of a file's content: its name in the store.
public record FileHash(byte[] bytes) {

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
