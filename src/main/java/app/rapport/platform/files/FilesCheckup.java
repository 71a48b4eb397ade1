package app.rapport.platform.files;

import app.rapport.platform.Checkup;
import app.rapport.platform.ServerSettings;
import app.rapport.platform.store.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Room on the disk, and whether each content that a row names is there.
@Component
class FilesCheckup implements Checkup {

    private static final long GB = 1024L * 1024 * 1024;
    private static final int SHOWN = 5;

    private final ServerSettings settings;
    private final FileStore store;
    private final FileStorage storage;

    FilesCheckup(ServerSettings settings, FileStore store, FileStorage storage) {
        this.settings = settings;
        this.store = store;
        this.storage = storage;
    }

    @Override
    public String part() {
        return "files";
    }

    @Override
    public List<Finding> look() {
        var kept = store.kept();
        return List.of(disk(), Finding.fine(kept.count() + " contents, " + kept.bytes() / 1024 + " KB"));
    }

    private Finding disk() {
        try {
            var free = Files.getFileStore(settings.home()).getUsableSpace();
            var said = free / GB + " GB free in " + settings.home();
            if (free < GB) return Finding.wrong(said + ": make room; mail is refused when the disk is full.");
            return free < 10 * GB ? Finding.note(said) : Finding.fine(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Finding> verify() {
        var missing = new ArrayList<FileHash>();
        store.eachHere(hash -> {
            if (!isThere(hash) && store.isHere(hash)) missing.add(hash);
        });
        if (missing.isEmpty()) return List.of(Finding.fine("Every content is there"));
        return List.of(Finding.wrong(missing.size() + " contents are missing, among them " + missing.stream().limit(SHOWN).toList() + ": restore the files of the home from a backup."));
    }

    private boolean isThere(FileHash hash) {
        try (var content = storage.open(hash)) {
            return content != null;
        } catch (IOException | UncheckedIOException gone) {
            return false;
        }
    }
}
