package app.rapport.platform.database;

import static java.util.Collections.synchronizedList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class GatheringTest {

    private final List<List<Integer>> turns = synchronizedList(new ArrayList<>());
    private final ConcurrentHashMap<Integer, Throwable> failures = new ConcurrentHashMap<>();

    @Test
    void everything_is_written_once_and_by_one_at_a_time() {
        var atWork = new AtomicInteger();
        writeAll(500, new Gathering<>(some -> {
            assertThat(atWork.incrementAndGet()).isOne();
            turns.add(some);
            Thread.yield();
            atWork.decrementAndGet();
        }));
        assertThat(failures).isEmpty();
        assertThat(turns.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 500).boxed().toList());
        assertThat(turns).allSatisfy(turn -> assertThat(turn.size()).isIn(1, 2, 4, 8, 16));
    }

    @Test
    void what_comes_while_one_writes_is_written_together() throws Exception {
        var atWork = new CountDownLatch(1);
        var done = new CompletableFuture<Void>();
        var gathering = new Gathering<Integer>(some -> {
            turns.add(some);
            if (!some.contains(-1)) return;
            atWork.countDown();
            done.join();
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> gathering.write(-1));
            atWork.await();
            var others = IntStream.range(0, 16).mapToObj(i -> Thread.ofPlatform().start(() -> gathering.write(i))).toList();
            await().until(() -> others.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            done.complete(null);
            for (var other : others) other.join();
        }
        assertThat(turns.stream().mapToInt(List::size).max()).hasValue(16);
    }

    @Test
    void one_that_cannot_be_written_fails_alone() {
        writeAll(100, new Gathering<>(some -> {
            if (some.contains(42)) throw new IllegalStateException("not this one");
            turns.add(some);
        }));
        assertThat(failures).containsOnlyKeys(42);
        assertThat(turns.stream().flatMap(List::stream)).hasSize(99).doesNotContain(42);
    }

    @Test
    void when_the_database_is_away_nobody_hangs_and_nobody_tries_again_by_himself() {
        var tries = new AtomicInteger();
        writeAll(50, new Gathering<>(some -> {
            tries.addAndGet(some.size());
            throw new DataAccessResourceFailureException("gone");
        }));
        assertThat(failures).hasSize(50);
        assertThat(tries).hasValue(50);
        assertThatThrownBy(() -> new Gathering<>(some -> {
            throw new AssertionError("an error is thrown as it is");
        }).write(1)).isInstanceOf(AssertionError.class);
    }

    private void writeAll(int count, Gathering<Integer> gathering) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < count; i++) {
                var item = i;
                threads.submit(() -> {
                    try {
                        gathering.write(item);
                    } catch (RuntimeException | Error e) {
                        failures.put(item, e);
                    }
                });
            }
        }
    }
}
