package app.rapport.channel;

import app.rapport.channel.Delivery.Attempt;
import app.rapport.channel.store.OutboundStore.Row;
import app.rapport.platform.ServerSettings;
import app.rapport.platform.database.Gathering;
import app.rapport.platform.journal.Phases;
import app.rapport.platform.journal.Rounds;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps [Delivery] going.
@Component
class DeliveryWorker extends Rounds {

    private static final int AT_ONCE = 8;
    /// Taken in hand beforehand, so that many share the commit that says so.
    private static final int IN_HAND = 32;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    private final Delivery delivery;
    private final ServerSettings settings;
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
    private final UUID owner = UUID.randomUUID();
    private final Gathering<Attempt> ended;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private long tidiedAt = System.nanoTime() - PAUSE.toNanos();
    private volatile @Nullable ExecutorService threads;

    DeliveryWorker(Delivery delivery, OutboundSignal signal, ServerSettings settings) {
        super("delivery", Duration.ofSeconds(1), Phases.WORKERS);
        this.delivery = delivery;
        this.settings = settings;
        this.ended = new Gathering<>(attempts -> delivery.record(attempts, owner));
        signal.onWake(this::wake);
    }

    @Override
    protected boolean round() {
        if (System.nanoTime() - tidiedAt >= PAUSE.toNanos()) tidy();
        var free = IN_HAND - inHand.size();
        if (free < IN_HAND / 2) return false;
        var rows = delivery.claim(owner, free);
        rows.forEach(this::handOver);
        return !rows.isEmpty();
    }

    private void handOver(Row row) {
        inHand.add(row.id());
        try {
            Objects.requireNonNull(threads).submit(() -> send(row));
        } catch (RuntimeException | Error e) {
            // What nobody is at must look abandoned, or it would be renewed for ever.
            inHand.remove(row.id());
            throw e;
        }
    }

    private void tidy() {
        // Ours first: after the database was away they look abandoned.
        if (!inHand.isEmpty()) delivery.renew(owner, inHand);
        delivery.requeueAbandoned(owner, inHand);
        delivery.tellLate();
        tidiedAt = System.nanoTime();
    }

    private void send(Row row) {
        try {
            var attempt = attempt(row);
            if (attempt != null) record(attempt);
        } catch (RuntimeException | Error e) {
            log.warn("Outbound {} could not be worked on, as when the database is away; it is taken up again by itself: {}", row.id(), e.toString());
        } finally {
            inHand.remove(row.id());
            wake();
        }
    }

    private @Nullable Attempt attempt(Row row) {
        places.acquireUninterruptibly();
        try {
            return isRunning() ? delivery.attempt(row) : null;
        } finally {
            places.release();
        }
    }

    /// Until the database takes it: what has left must not leave again because we forgot.
    private void record(Attempt attempt) {
        while (true) {
            try {
                ended.write(attempt);
                return;
            } catch (RuntimeException | Error e) {
                if (!isRunning()) {
                    log.error("What became of outbound {} is not written down; it is sent again after the next start", attempt.row().id(), e);
                    return;
                }
                log.warn("What became of outbound {} cannot be written down; the next try is in a second: {}", attempt.row().id(), e.toString());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public void start() {
        if (settings.embeddedDatabase()) delivery.requeueAll();
        threads = Executors.newVirtualThreadPerTaskExecutor();
        super.start();
    }

    /// What is being sent is sent; the rest is given back.
    @Override
    public void stop() {
        super.stop();
        var executor = threads;
        if (executor == null) return;
        executor.close();
        delivery.requeueAbandoned(owner, Set.of());
    }
}
