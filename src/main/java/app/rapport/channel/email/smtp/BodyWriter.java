package app.rapport.channel.email.smtp;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// Takes a body in pieces; moves from memory to a file when it grows. Closed without `finish` it leaves nothing behind.
final class BodyWriter implements Closeable {

    private final Path folder;
    private final MessageDigest digest = sha256();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(4096);
    private @Nullable Path file;
    private @Nullable OutputStream out;
    private long size;

    BodyWriter(Path folder) {
        this.folder = folder;
    }

    void write(byte[] bytes, int length) throws IOException {
        size += length;
        digest.update(bytes, 0, length);
        if (out == null && size > Body.IN_MEMORY) spill();
        if (out != null) out.write(bytes, 0, length);
        else memory.write(bytes, 0, length);
    }

    private void spill() throws IOException {
        Files.createDirectories(folder);
        file = Files.createTempFile(folder, "mail-", ".spool");
        out = Files.newOutputStream(file);
        memory.writeTo(out);
        memory.reset();
    }

    long size() {
        return size;
    }

    Body finish() throws IOException {
        var kept = file;
        if (out != null) out.close();
        out = null;
        file = null;
        return new Body(kept == null ? memory.toByteArray() : null, kept, size, digest.digest());
    }

    @Override
    public void close() throws IOException {
        if (out != null) out.close();
        if (file != null) Files.deleteIfExists(file);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
