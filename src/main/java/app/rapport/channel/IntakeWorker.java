package app.rapport.channel;

import app.rapport.platform.ServerSettings;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.journal.Phases;
import app.rapport.platform.journal.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Works through the intake: claims in order, what is of one origin one after the other, the rest side by side.
@Component
public class IntakeWorker extends Rounds {

    private static final int BATCH = 64;
    /// Few on few processors: the more mails share a transaction, the less each costs.
    private static final int LINES = Math.min(8, 2 * Runtime.getRuntime().availableProcessors());
    /// So much is read at once, and shares a transaction.
    private static final long MOST_BYTES = 2_000_000;
    private static final int LAST_ATTEMPT = 3;
    private static final Logger log = LoggerFactory.getLogger(IntakeWorker.class);

    private final Intake intake;
    private final IntakeStep step;
    private final PutAside putAside;
    private final ServerSettings settings;
    private final UUID owner = UUID.randomUUID();
    private volatile boolean interrupted;

    IntakeWorker(Intake intake, IntakeStep step, PutAside putAside, ServerSettings settings) {
        super("intake", Duration.ofMillis(500), Phases.WORKERS);
        this.intake = intake;
        this.step = step;
        this.putAside = putAside;
        this.settings = settings;
    }

    @Override
    protected boolean round() {
        // Rounds follow one another: what is still ours now was interrupted by the database, not by the mail.
        if (interrupted) intake.giveBack(owner);
        interrupted = true;
        var claimed = intake.claim(owner, BATCH);
        if (!claimed.isEmpty()) workThrough(claimed);
        interrupted = false;
        return !claimed.isEmpty();
    }

    private void workThrough(List<Intake.Open> claimed) {
        var lines = claimed.stream().collect(Collectors.groupingBy(open -> Math.floorMod(open.arrived().originKey(), LINES)));
        var work = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var line : lines.values()) work.add(threads.submit(() -> inOrder(line)));
        }
        for (var one : work) {
            if (one.state() == Future.State.FAILED) throw new IllegalStateException(one.exceptionNow());
        }
    }

    private void inOrder(List<Intake.Open> line) {
        var some = new ArrayList<Intake.Open>();
        for (var open : line) {
            some.add(open);
            if (open != line.getLast() && some.stream().mapToLong(one -> one.arrived().size()).sum() < MOST_BYTES) continue;
            workOn(List.copyOf(some));
            some.clear();
        }
    }

    /// When something is the matter with one of them, each is worked on by itself.
    private void workOn(List<Intake.Open> some) {
        if (some.size() > 1 && some.stream().allMatch(open -> open.attempts() == 1)) {
            try {
                step.run(some, owner);
                return;
            } catch (RuntimeException | Error e) {
                if (Transactions.databaseIsAway(e)) throw e;
                log.debug("Some of the intake are worked on one by one, since together they could not be", e);
            }
        }
        some.forEach(this::workOn);
    }

    private void workOn(Intake.Open open) {
        if (open.attempts() > LAST_ATTEMPT) {
            putAside.giveUp(open, owner, "Three attempts to read it failed.");
            return;
        }
        try {
            step.run(List.of(open), owner);
        } catch (RuntimeException | Error e) {
            if (Transactions.databaseIsAway(e)) throw e;
            log.warn("Intake {} could not be worked on (attempt {}); it is tried again in two minutes, and held after three attempts", open.id(), open.attempts(), e);
            intake.postpone(open.id(), owner);
        }
    }

    @Override
    public void start() {
        if (settings.embeddedDatabase()) intake.giveBackAll();
        super.start();
    }
}
