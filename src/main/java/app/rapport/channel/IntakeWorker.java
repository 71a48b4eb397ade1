package app.rapport.channel;

import app.rapport.channel.spi.Adapter;
import app.rapport.platform.ServerSettings;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.journal.Loop;
import app.rapport.platform.journal.Phases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Works through the intake: claims in order, what is of one origin one after the other, the rest side by side.
@Component
public class IntakeWorker implements SmartLifecycle {

    private static final int BATCH = 64;
    private static final int AT_ONCE = 16;
    private static final int LAST_ATTEMPT = 3;
    private static final Logger log = LoggerFactory.getLogger(IntakeWorker.class);

    private final Intake intake;
    private final IntakeStep step;
    private final ServerSettings settings;
    private final UUID owner = UUID.randomUUID();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile boolean interrupted;
    private volatile @Nullable Loop loop;
    private volatile @Nullable ExecutorService threads;

    IntakeWorker(Intake intake, IntakeStep step, ServerSettings settings) {
        this.intake = intake;
        this.step = step;
        this.settings = settings;
    }

    /// Something has arrived.
    public void wake() {
        var running = loop;
        if (running != null) running.wake();
    }

    private boolean round() {
        // Rounds follow one another: what is still ours now was interrupted by the database, not by the mail.
        if (interrupted) intake.giveBack(owner);
        interrupted = true;
        var claimed = intake.claim(owner, BATCH);
        if (!claimed.isEmpty()) workThrough(claimed);
        interrupted = false;
        return !claimed.isEmpty();
    }

    private void workThrough(List<Intake.Open> claimed) {
        var byOrigin = new LinkedHashMap<Long, List<Intake.Open>>();
        for (var open : claimed) byOrigin.computeIfAbsent(open.arrived().originKey(), key -> new ArrayList<>()).add(open);
        var executor = java.util.Objects.requireNonNull(threads);
        var work = new ArrayList<Future<?>>();
        for (var line : byOrigin.values()) work.add(executor.submit(() -> inOrder(line)));
        work.forEach(IntakeWorker::await);
        for (var one : work) {
            if (one.state() == Future.State.FAILED) throw new IllegalStateException(one.exceptionNow());
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            // Looked at when all have ended.
        }
    }

    private void inOrder(List<Intake.Open> line) {
        places.acquireUninterruptibly();
        try {
            for (var open : line) workOn(open);
        } finally {
            places.release();
        }
    }

    private void workOn(Intake.Open open) {
        if (open.attempts() > LAST_ATTEMPT) {
            step.giveUp(open, owner, "Three attempts to read it failed.");
            return;
        }
        try {
            step.run(open, owner);
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof RuntimeException failed && Transactions.databaseIsAway(failed)) throw failed;
            log.warn("Intake {} could not be worked on (attempt {}); it is tried again in two minutes, and held after three attempts", open.id(), open.attempts(), e);
            intake.postpone(open.id(), owner);
        }
    }

    @Override
    public void start() {
        if (settings.embeddedDatabase()) intake.giveBackAll();
        threads = Executors.newVirtualThreadPerTaskExecutor();
        loop = new Loop("intake", Duration.ofMillis(500), this::round);
    }

    @Override
    public void stop() {
        var running = loop;
        loop = null;
        if (running != null) running.close();
        var executor = threads;
        if (executor != null) executor.close();
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    @Override
    public int getPhase() {
        return Phases.WORKERS;
    }
}
