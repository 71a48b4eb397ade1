package app.rapport.platform.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// `secret.key` in the home: made once, readable by its owner only, whole or not at all.
final class KeyFile {

    private KeyFile() {}

    static String of(Path home) {
        var file = home.resolve("secret.key");
        try {
            if (!Files.exists(file)) make(home, file);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The secret key " + file + " can neither be read nor made", e);
        }
    }

    private static void make(Path home, Path file) throws IOException {
        Files.createDirectories(home);
        var half = home.resolve("secret.key.new");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(Tokens.random()));
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(home)) {
            folder.force(true);
        }
    }
}
