package app.rapport.platform.files;

import app.rapport.platform.ServerSettings;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.store.FileStore;
import app.rapport.platform.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Files by their content: the same bytes are kept once. On disk before the row says so.
@Component
public class FileVault {

    /// A file that is kept.
    public record Kept(FileHash hash, long size) {}

    private final Path folder;
    private final FileStore store;
    private final Transactions transactions;
    private final Time time;

    FileVault(ServerSettings settings, FileStore store, Transactions transactions, Time time) {
        this.folder = settings.home().resolve("files");
        this.store = store;
        this.transactions = transactions;
        this.time = time;
    }

    /// Streams the content to a temporary file, syncs it, gives it its name, syncs the folder, then writes the row.
    public Kept keep(InputStream content) {
        try {
            Files.createDirectories(folder);
            var half = folder.resolve(".writing-" + UUID.randomUUID());
            var digest = MessageDigest.getInstance("SHA-256");
            long size;
            try (var input = new DigestInputStream(content, digest)) {
                size = Files.copy(input, half);
            }
            sync(half, StandardOpenOption.WRITE);
            var hash = new FileHash(digest.digest());
            transactions.run(() -> {
                store.here(hash, size, time.now());
                move(half, path(hash));
            });
            return new Kept(hash, size);
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be kept in " + folder, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public InputStream open(FileHash hash) {
        try {
            return Files.newInputStream(path(hash));
        } catch (IOException e) {
            throw new UncheckedIOException("File " + hash.hex() + " is missing from " + folder, e);
        }
    }

    private void move(Path half, Path target) {
        try {
            var shelf = folder.resolve(target.getName(target.getNameCount() - 2).toString());
            Files.createDirectories(shelf);
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(shelf, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private Path path(FileHash hash) {
        var name = hash.hex();
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }
}
