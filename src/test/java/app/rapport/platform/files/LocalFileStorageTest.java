package app.rapport.platform.files;

import java.nio.file.Path;

class LocalFileStorageTest extends FileStorageContract {

    @Override
    FileStorage storage(Path folder) {
        return new LocalFileStorage(folder);
    }
}
