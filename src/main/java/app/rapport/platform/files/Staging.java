package app.rapport.platform.files;

import app.rapport.platform.Invalid;
import app.rapport.platform.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Where contents are written before anybody knows their hash. A crash leaves files here and nothing else.
@Component
class Staging {

    /// A whole content on disk. Closing removes it, unless a storage took it in.
    record Staged(Path path, FileHash hash, long size) implements AutoCloseable {
        @Override
        public void close() {
            remove(path);
        }
    }

    private final Path folder;

    @Autowired
    Staging(ServerSettings settings) {
        this(settings.home().resolve("files").resolve("staging"));
    }

    Staging(Path folder) {
        this.folder = folder;
    }

    /// @throws Invalid `file` `too-large`, as soon as the limit is passed
    Staged stage(InputStream content, long limit) {
        var path = folder.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(folder);
            return write(content, path, limit);
        } catch (IOException e) {
            remove(path);
            throw new UncheckedIOException("A file could not be received", e);
        } catch (RuntimeException e) {
            remove(path);
            throw e;
        }
    }

    private static Staged write(InputStream content, Path path, long limit) throws IOException {
        var digest = sha256();
        var size = 0L;
        try (var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = new byte[64 * 1024];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > limit) throw new Invalid("file", "too-large", "At most " + limit + " bytes.");
                digest.update(buffer, 0, read);
                for (var rest = ByteBuffer.wrap(buffer, 0, read); rest.hasRemaining(); ) channel.write(rest);
            }
            channel.force(true);
        }
        return new Staged(path, new FileHash(digest.digest()), size);
    }

    /// Removes what writers that died left behind.
    void clean(Instant before) {
        if (!Files.exists(folder)) return;
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) remove(file);
        } catch (NoSuchFileException justTaken) {
            // a writer was faster; the next collection sees the rest
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
