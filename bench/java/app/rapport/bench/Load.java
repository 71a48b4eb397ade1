package app.rapport.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Some clients that do one thing again and again for a while, and what it took.
final class Load {

    /// @param programMillis, databaseMillis of processor for each operation
    record Result(int operations, double perSecond, double p50, double p95, double p99, double programMillis, double databaseMillis) {}

    private static final int MOST = 200_000;

    private Load() {}

    /// What is run by the program.
    static Result program(Server server, int clients, Duration duration, BareLoop.Opening opening) throws Exception {
        return run(server::programCpu, server::databaseCpu, clients, duration, opening);
    }

    /// What is run by ourselves; the best of three.
    static Result bare(Server server, int clients, Duration duration, BareLoop.Opening opening) throws Exception {
        var best = run(Load::ownCpu, server::databaseCpu, clients, duration, opening);
        for (var i = 0; i < 2; i++) {
            var next = run(Load::ownCpu, server::databaseCpu, clients, duration, opening);
            if (next.perSecond > best.perSecond) best = next;
        }
        return best;
    }

    private static double ownCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e6;
    }

    private static Result run(Callable<Double> program, Callable<Double> database, int clients, Duration duration, BareLoop.Opening opening) throws Exception {
        var failed = new AtomicReference<@Nullable Exception>();
        var times = new long[clients][];
        var programBefore = program.call();
        var databaseBefore = database.call();
        var start = System.nanoTime();
        var end = start + duration.toNanos();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (var i = 0; i < clients; i++) {
                var client = i;
                threads.submit(() -> {
                    try (var work = opening.open()) {
                        times[client] = repeat(work, end);
                    } catch (Exception e) {
                        failed.compareAndSet(null, e);
                        times[client] = new long[0];
                    }
                });
            }
        }
        var failure = failed.get();
        if (failure != null) throw failure;
        var seconds = (System.nanoTime() - start) / 1e9;
        var all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(all.length, all.length / seconds, at(all, 0.5), at(all, 0.95), at(all, 0.99), (program.call() - programBefore) / all.length,
                (database.call() - databaseBefore) / all.length);
    }

    private static long[] repeat(BareLoop.Work work, long end) throws Exception {
        var taken = new long[MOST];
        var count = 0;
        while (count < MOST && System.nanoTime() < end) {
            var before = System.nanoTime();
            work.once();
            taken[count++] = System.nanoTime() - before;
        }
        return Arrays.copyOf(taken, count);
    }

    /// @return milliseconds; @param sorted nanoseconds
    static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }
}
