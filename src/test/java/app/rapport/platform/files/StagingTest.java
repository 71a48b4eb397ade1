package app.rapport.platform.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.platform.Invalid;
import app.rapport.platform.time.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {

    @TempDir
    Path folder;

    @Test
    void a_content_is_named_by_its_hash_and_size() {
        try (var staged = new Staging(folder).stage(content("abc"), 3)) {
            assertThat(staged.hash().hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            assertThat(staged.size()).isEqualTo(3);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void too_much_is_refused_before_it_has_all_come() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> new Staging(folder).stage(endless, 200_000)).isInstanceOf(Invalid.class).hasMessageContaining("200000");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_line_that_breaks_leaves_nothing_behind() {
        var broken = new SequenceInputStream(content("begin"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the peer is gone");
            }
        });

        assertThatThrownBy(() -> new Staging(folder).stage(broken, 200_000)).isInstanceOf(UncheckedIOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_a_crash_left_behind_goes_and_what_is_being_written_stays() throws IOException {
        var now = new Time().now();
        var left = Files.writeString(folder.resolve("left"), "half");
        Files.setLastModifiedTime(left, FileTime.from(now.minusSeconds(100_000)));
        try (var staged = new Staging(folder).stage(content("whole"), 100)) {
            new Staging(folder).clean(now.minusSeconds(86_400));

            assertThat(left).doesNotExist();
            assertThat(staged.path()).exists();
        }
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
