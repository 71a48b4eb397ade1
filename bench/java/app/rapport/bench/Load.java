package app.rapport.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/// Some clients that do one thing again and again for a while, and what it took.
final class Load {

    /// @param programMillis, databaseMillis of processor for each operation
    record Result(int operations, double perSecond, double p50, double p95, double p99, double programMillis, double databaseMillis) {
        double bothMillis() {
            return programMillis + databaseMillis;
        }

        Result orFaster(Result other) {
            return other.perSecond > perSecond ? other : this;
        }
    }

    private static final int MOST = 200_000;

    private Load() {}

    /// What is run by the program.
    static Result program(Server server, int clients, Duration duration, BareLoop.Opening opening) throws Exception {
        return with(clients, opening, works -> run(server::programCpu, server::databaseCpu, works, duration));
    }

    /// What is run by ourselves, warm: the best of three, on connections that have been in use for as long before.
    static Result bare(Server server, int clients, Duration duration, BareLoop.Opening opening) throws Exception {
        return with(clients, opening, works -> {
            run(Load::ownCpu, server::databaseCpu, works, duration);
            var best = run(Load::ownCpu, server::databaseCpu, works, duration);
            for (var i = 0; i < 2; i++) best = best.orFaster(run(Load::ownCpu, server::databaseCpu, works, duration));
            return best;
        });
    }

    interface Doing {
        void run() throws Exception;
    }

    /// What is done by the program, so many operations in all.
    static Result all(Server server, int operations, Doing doing) throws Exception {
        var program = server.programCpu();
        var database = server.databaseCpu();
        var start = System.nanoTime();
        doing.run();
        var seconds = (System.nanoTime() - start) / 1e9;
        return new Result(operations, operations / seconds, 0, 0, 0, (server.programCpu() - program) / operations, (server.databaseCpu() - database) / operations);
    }

    private interface Measuring {
        Result run(List<BareLoop.Work> works) throws Exception;
    }

    private static Result with(int clients, BareLoop.Opening opening, Measuring measuring) throws Exception {
        var works = new ArrayList<BareLoop.Work>();
        try {
            for (var i = 0; i < clients; i++) works.add(opening.open());
            return measuring.run(works);
        } finally {
            for (var work : works) work.close();
        }
    }

    private static double ownCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e6;
    }

    private static Result run(Callable<Double> program, Callable<Double> database, List<BareLoop.Work> works, Duration duration) throws Exception {
        var programBefore = program.call();
        var databaseBefore = database.call();
        var start = System.nanoTime();
        var end = start + duration.toNanos();
        long[] all;
        try (var threads = Executors.newFixedThreadPool(works.size())) {
            var times = threads.invokeAll(works.stream().<Callable<long[]>>map(work -> () -> repeat(work, end)).toList());
            var taken = LongStream.builder();
            for (var each : times) Arrays.stream(each.get()).forEach(taken);
            all = taken.build().sorted().toArray();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var operations = all.length * works.getFirst().operations();
        return new Result(operations, operations / seconds, at(all, 0.5), at(all, 0.95), at(all, 0.99), (program.call() - programBefore) / operations,
                (database.call() - databaseBefore) / operations);
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
