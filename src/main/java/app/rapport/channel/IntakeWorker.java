package app.rapport.channel;

import app.rapport.platform.intake.Intake;
import app.rapport.platform.journal.Loop;
import app.rapport.platform.journal.Phases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
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
    private final UUID owner = UUID.randomUUID();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile @Nullable Loop loop;
    private volatile @Nullable ExecutorService threads;

    IntakeWorker(Intake intake, IntakeStep step) {
        this.intake = intake;
        this.step = step;
    }

    /// Something has arrived.
    public void wake() {
        var running = loop;
        if (running != null) running.wake();
    }

    private boolean round() {
        var claimed = intake.claim(owner, BATCH);
        if (claimed.isEmpty()) return false;
        var byOrigin = new LinkedHashMap<Long, List<Intake.Open>>();
        for (var open : claimed) byOrigin.computeIfAbsent(open.arrived().originKey(), key -> new ArrayList<>()).add(open);
        var executor = java.util.Objects.requireNonNull(threads);
        var work = new ArrayList<Future<?>>();
        for (var line : byOrigin.values()) work.add(executor.submit(() -> workThrough(line)));
        for (var one : work) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return true;
    }

    private void workThrough(List<Intake.Open> line) {
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
            log.warn("Intake {} could not be worked on (attempt {}); it is tried again in two minutes, and held after three attempts", open.id(), open.attempts(), e);
        }
    }

    @Override
    public void start() {
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
