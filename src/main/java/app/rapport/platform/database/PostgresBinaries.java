package app.rapport.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The PostgreSQL server that travels in our jar, unpacked once into a folder.
final class PostgresBinaries {

    private static final String ARCHIVE = switch (System.getProperty("os.arch")) {
        case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
        case "aarch64", "arm64" -> "/postgres-linux-arm_64.txz";
        case String other -> throw new IllegalStateException(
                "There is no built-in PostgreSQL for processor type " + other + ": set RAPPORT_DATABASE_URL to a PostgreSQL 17 or newer.");
    };

    private PostgresBinaries() {}

    /// The folder with `bin/postgres` and `bin/initdb` in it; unpacked into a temporary name and renamed, so a half
    /// unpacked one is never used and two programs that start together do not disturb each other.
    static Path unpackInto(Path folder) {
        var ready = folder.resolve("18.6.0");
        if (Files.exists(ready)) return ready;
        try {
            Files.createDirectories(folder);
            var half = folder.resolve(".unpacking-" + UUID.randomUUID());
            unpack(half);
            try {
                Files.move(half, ready, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
                throw e;
            } catch (IOException anotherWasFaster) {
                if (!Files.exists(ready)) throw anotherWasFaster;
            }
            return ready;
        } catch (IOException e) {
            throw new UncheckedIOException("The built-in PostgreSQL could not be unpacked into " + folder, e);
        }
    }

    private static void unpack(Path target) throws IOException {
        var resource = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        if (resource == null) throw new IOException("The jar does not contain " + ARCHIVE);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) throw new IOException("The archive reaches outside its folder: " + entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0) makeExecutable(file);
                }
            }
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE));
    }
}
