package app.rapport.platform.files;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/// Where contents lie: a folder of this machine, or a store that several nodes share.
public interface FileStorage {

    /// Takes a staged file in, durably: on return it survives a loss of power. It is there whole or not at all; an old copy is replaced.
    void put(FileHash hash, Path staged);

    /// @throws java.io.UncheckedIOException there is none
    InputStream open(FileHash hash);

    /// No harm when there is none.
    void delete(FileHash hash);

    /// Every content that was put before a time.
    void eachPutBefore(Instant before, Consumer<FileHash> visitor);
}
