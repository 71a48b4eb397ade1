package app.rapport.platform.files;

import app.rapport.platform.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Contents in 256 folders of the home, named by their hash.
@Component
class LocalFileStorage implements FileStorage {

    private static final String NAME = "[0-9a-f]{64}";

    private final Path folder;

    @Autowired
    LocalFileStorage(ServerSettings settings) {
        this(settings.home().resolve("files"));
    }

    LocalFileStorage(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(FileHash hash, Path staged) {
        try {
            var target = path(hash);
            var shelf = shelf(hash);
            if (!Files.exists(shelf)) {
                Files.createDirectories(shelf);
                sync(folder);
            }
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(shelf);
        } catch (IOException e) {
            throw new UncheckedIOException("File " + hash + " could not be kept in " + folder, e);
        }
    }

    @Override
    public InputStream open(FileHash hash) {
        try {
            return Files.newInputStream(path(hash));
        } catch (IOException e) {
            throw new UncheckedIOException("File " + hash + " is missing from " + folder, e);
        }
    }

    @Override
    public void delete(FileHash hash) {
        try {
            Files.deleteIfExists(path(hash));
        } catch (IOException e) {
            throw new UncheckedIOException("File " + hash + " could not be deleted; the next collection tries again", e);
        }
    }

    @Override
    public void eachPutBefore(Instant before, Consumer<FileHash> visitor) {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder, 2)) {
            files.filter(file -> file.getFileName().toString().matches(NAME) && isBefore(file, before))
                    .forEach(file -> visitor.accept(new FileHash(HexFormat.of().parseHex(file.getFileName().toString()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBefore(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder)) {
            channel.force(true);
        }
    }

    private Path path(FileHash hash) {
        return shelf(hash).resolve(hash.hex());
    }

    private Path shelf(FileHash hash) {
        return folder.resolve(hash.hex().substring(0, 2));
    }
}
