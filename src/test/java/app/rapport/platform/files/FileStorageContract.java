package app.rapport.platform.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every storage of contents keeps to.
abstract class FileStorageContract {

    private static final Instant EVER = Instant.parse("2999-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private FileStorage storage;

    abstract FileStorage storage(Path folder);

    @BeforeEach
    void open() {
        storage = storage(folder.resolve("storage"));
    }

    @Test
    void what_was_put_can_be_opened() throws IOException {
        var hash = put("Linus' invoice");

        try (var content = storage.open(hash)) {
            assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo("Linus' invoice");
        }
    }

    @Test
    void putting_takes_the_staged_file_in() {
        put("one");

        assertThat(folder.resolve("staging").toFile().list()).isEmpty();
    }

    @Test
    void putting_the_same_again_does_no_harm() throws IOException {
        put("twice");
        try (var content = storage.open(put("twice"))) {
            assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo("twice");
        }
    }

    @Test
    void what_is_deleted_is_missing_and_can_be_deleted_again() {
        var hash = put("gone soon");
        storage.delete(hash);

        assertThatThrownBy(() -> storage.open(hash)).isInstanceOf(UncheckedIOException.class);
        assertThatCode(() -> storage.delete(hash)).doesNotThrowAnyException();
    }

    @Test
    void an_open_content_can_be_read_to_its_end_when_it_is_deleted() throws IOException {
        var hash = put("read me");
        try (var content = storage.open(hash)) {
            storage.delete(hash);
            assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo("read me");
        }
    }

    @Test
    void it_knows_what_lies_in_it() {
        var hashes = List.of(put("one"), put("two"));

        assertThat(contents(EVER)).containsExactlyInAnyOrderElementsOf(hashes);
        assertThat(contents(Instant.EPOCH)).isEmpty();
    }

    private List<FileHash> contents(Instant before) {
        var found = new ArrayList<FileHash>();
        storage.eachPutBefore(before, found::add);
        return found;
    }

    private FileHash put(String content) {
        try (var staged = new Staging(folder.resolve("staging")).stage(new ByteArrayInputStream(content.getBytes(UTF_8)), 1_000)) {
            storage.put(staged.hash(), staged.path());
            return staged.hash();
        }
    }
}
