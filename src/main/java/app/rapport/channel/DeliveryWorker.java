package app.rapport.channel;

import app.rapport.platform.journal.Loop;
import app.rapport.platform.journal.Phases;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps [Delivery] going.
@Component
class DeliveryWorker implements SmartLifecycle {

    private static final int AT_ONCE = 8;
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    private final Delivery delivery;
    private final UUID owner = UUID.randomUUID();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile @Nullable Loop loop;
    private volatile @Nullable ExecutorService threads;

    DeliveryWorker(Delivery delivery, OutboundSignal signal) {
        this.delivery = delivery;
        signal.onWake(this::wake);
    }

    private void wake() {
        var running = loop;
        if (running != null) running.wake();
    }

    private boolean round() {
        delivery.requeueAbandoned();
        var free = places.availablePermits();
        if (free == 0) return false;
        var rows = delivery.claim(owner, free);
        for (var row : rows) {
            places.acquireUninterruptibly();
            java.util.Objects.requireNonNull(threads).submit(() -> {
                try {
                    delivery.send(row, owner);
                } catch (RuntimeException e) {
                    log.error("Outbound {} failed on our side; it is sent again when its lease has run out", row.id(), e);
                } finally {
                    places.release();
                    wake();
                }
            });
        }
        return !rows.isEmpty();
    }

    @Override
    public void start() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        loop = new Loop("delivery", Duration.ofSeconds(1), this::round);
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
