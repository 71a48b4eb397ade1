package app.rapport.platform.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.platform.store.FileStore;
import app.rapport.platform.time.Time;
import app.rapport.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCollectorTest {

    @AutoClose
    static final TestDatabase database = new TestDatabase(16);

    @TempDir
    Path folder;

    private final Time time = new Time();
    private final FileStore store = new FileStore(database.db());
    private final Time longAgo = new Time();
    private final Map<FileHash, Integer> holders = new ConcurrentHashMap<>();
    private final FileReferences references = hashes -> {
        var among = new HashSet<>(hashes);
        among.retainAll(holders.keySet());
        return among;
    };

    @BeforeEach
    void forgetOtherTests() {
        database.db().execute("delete from platform_file");
        longAgo.set(time.now().minus(Duration.ofDays(9)));
    }

    @Test
    void what_nobody_names_goes_after_a_day() {
        var hash = keep("unused");

        collectAfter(Duration.ofHours(23));
        assertThat(read(hash)).isEqualTo("unused");

        collectAfter(Duration.ofHours(2));
        assertThatThrownBy(() -> read(hash)).isInstanceOf(UncheckedIOException.class);
        assertThat(store.allGone()).isEmpty();
    }

    @Test
    void what_is_named_stays() {
        var hash = keep("used");
        holders.put(hash, 1);

        collectAfter(Duration.ofDays(400));

        assertThat(read(hash)).isEqualTo("used");
    }

    @Test
    void keeping_it_again_starts_a_new_day() {
        keep("again");
        time.advance(Duration.ofHours(20));
        var hash = keep("again");

        collectAfter(Duration.ofHours(20));

        assertThat(read(hash)).isEqualTo("again");
    }

    @Test
    void one_that_is_kept_anew_between_the_two_commits_stays() {
        var hash = keep("between");
        time.advance(Duration.ofDays(2));
        collector().markGone(time.now().minus(FileCollector.GRACE));

        keep("between");
        collector().unlink();

        assertThat(read(hash)).isEqualTo("between");
    }

    @Test
    void one_that_is_named_between_the_two_commits_stays() {
        var hash = keep("named late");
        time.advance(Duration.ofDays(2));
        collector().markGone(time.now().minus(FileCollector.GRACE));

        holders.put(hash, 1);
        collector().unlink();

        assertThat(read(hash)).isEqualTo("named late");
        assertThat(store.allGone()).isEmpty();
    }

    @Test
    void a_crash_between_the_two_commits_is_finished_later() {
        var hash = keep("crashed");
        time.advance(Duration.ofDays(2));
        collector().markGone(time.now().minus(FileCollector.GRACE));
        assertThat(store.allGone()).containsExactly(hash);

        collector().collect();

        assertThatThrownBy(() -> read(hash)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void what_writers_that_died_left_on_disk_goes() throws IOException {
        var hash = keep("renamed, but its row was rolled back");
        store.forget(hash);
        var half = Files.writeString(Files.createDirectories(folder.resolve("staging")).resolve("half"), "half");
        for (var file : List.of(half, folder.resolve(hash.hex().substring(0, 2)).resolve(hash.hex()))) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        }

        collector().collect();

        assertThat(half).doesNotExist();
        assertThatThrownBy(() -> read(hash)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whoever_names_and_keeps_a_file_can_read_it_while_collectors_run() throws Exception {
        var rounds = Boolean.getBoolean("rapport.full") ? 400 : 60;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = IntStream.range(0, 8).<Callable<Void>>mapToObj(worker -> () -> {
                for (var round = 0; round < rounds; round++) {
                    if (worker < 3) collectEverything();
                    else nameKeepAndRead(round);
                }
                return null;
            }).toList();
            for (var done : threads.invokeAll(work)) done.get();
        }
    }

    /// Kept long ago by its row, so that only the name and the lock protect it.
    private void nameKeepAndRead(int round) {
        var text = "shared by all " + (round % 3);
        var hash = hash(text);
        holders.merge(hash, 1, Integer::sum);
        try {
            assertThat(vault(longAgo).keep(content(text)).hash()).isEqualTo(hash);
            assertThat(read(hash)).isEqualTo(text);
        } finally {
            holders.computeIfPresent(hash, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private void collectEverything() {
        collector().markGone(time.now().minus(FileCollector.GRACE));
        collector().unlink();
    }

    private FileHash keep(String content) {
        return vault(time).keep(content(content)).hash();
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private FileHash hash(String text) {
        try (var staged = new Staging(folder.resolve("hashing")).stage(content(text), 100)) {
            return staged.hash();
        }
    }

    private String read(FileHash hash) {
        try (var content = vault(time).open(hash)) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collectAfter(Duration pause) {
        time.advance(pause);
        collector().collect();
    }

    private FileVault vault(Time time) {
        return new FileVault(new Staging(folder.resolve("staging")), new LocalFileStorage(folder), store, database.transactions(), time);
    }

    private FileCollector collector() {
        return new FileCollector(new Staging(folder.resolve("staging")), new LocalFileStorage(folder), store, database.transactions(),
                List.of(references, store), time);
    }
}
