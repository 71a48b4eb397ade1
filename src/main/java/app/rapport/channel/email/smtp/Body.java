package app.rapport.channel.email.smtp;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The bytes of one mail as they came: up to 64 KB in memory, larger in a file that goes with `close`.
public final class Body implements Closeable {

    public static final int IN_MEMORY = 64 * 1024;

    private final byte @Nullable [] bytes;
    private final @Nullable Path file;
    private final long size;
    private final byte[] sha256;

    Body(byte @Nullable [] bytes, @Nullable Path file, long size, byte[] sha256) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
        this.sha256 = sha256;
    }

    public long size() {
        return size;
    }

    public boolean inMemory() {
        return bytes != null;
    }

    public byte[] sha256() {
        return sha256.clone();
    }

    /// May be called several times until `close`.
    public InputStream open() throws IOException {
        if (bytes != null) return new ByteArrayInputStream(bytes);
        if (file == null) throw new IOException("The mail's body is closed");
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        if (file != null) Files.deleteIfExists(file);
    }
}
