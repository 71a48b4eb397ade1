package app.rapport.channel;

import app.rapport.platform.ServerSettings;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.journal.Phases;
import app.rapport.platform.journal.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Works through the intake: claims in order, what is of one origin one after the other, the rest side by side.
@Component
public class IntakeWorker extends Rounds {

    private static final int BATCH = 64;
    private static final int AT_ONCE = 8;
    /// So many share a transaction, unless they are large.
    private static final int TOGETHER = 8;
    private static final long LARGE = 2_000_000;
    private static final int LAST_ATTEMPT = 3;
    private static final Logger log = LoggerFactory.getLogger(IntakeWorker.class);

    private final Intake intake;
    private final IntakeStep step;
    private final ServerSettings settings;
    private final UUID owner = UUID.randomUUID();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile boolean interrupted;

    IntakeWorker(Intake intake, IntakeStep step, ServerSettings settings) {
        super("intake", Duration.ofMillis(500), Phases.WORKERS);
        this.intake = intake;
        this.step = step;
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
        var byOrigin = new LinkedHashMap<Long, List<Intake.Open>>();
        for (var open : claimed) byOrigin.computeIfAbsent(open.arrived().originKey(), key -> new ArrayList<>()).add(open);
        var work = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var piece : pieces(byOrigin.values())) work.add(threads.submit(() -> inOrder(piece)));
        }
        for (var one : work) {
            if (one.state() == Future.State.FAILED) throw new IllegalStateException(one.exceptionNow());
        }
    }

    /// Some origins each, so that no more have to be read at once than share a transaction.
    private static List<List<Intake.Open>> pieces(Collection<List<Intake.Open>> lines) {
        var pieces = new ArrayList<List<Intake.Open>>();
        var piece = new ArrayList<Intake.Open>();
        for (var line : lines) {
            piece.addAll(line);
            if (isFull(piece)) pieces.add(piece);
            if (isFull(piece)) piece = new ArrayList<>();
        }
        if (!piece.isEmpty()) pieces.add(piece);
        return pieces;
    }

    private static boolean isFull(List<Intake.Open> piece) {
        return piece.size() >= TOGETHER || piece.stream().mapToLong(open -> open.arrived().size()).sum() >= LARGE;
    }

    private void inOrder(List<Intake.Open> piece) {
        places.acquireUninterruptibly();
        try {
            var some = new ArrayList<Intake.Open>();
            for (var open : piece) {
                some.add(open);
                if (!isFull(some) && open != piece.getLast()) continue;
                workOn(some);
                some = new ArrayList<>();
            }
        } finally {
            places.release();
        }
    }

    /// When something is the matter with one of them, each is worked on by itself.
    private void workOn(List<Intake.Open> some) {
        if (some.size() > 1 && some.stream().allMatch(open -> open.attempts() == 1)) {
            try {
                step.run(some, owner);
                return;
            } catch (RuntimeException | StackOverflowError e) {
                if (e instanceof RuntimeException failed && Transactions.databaseIsAway(failed)) throw failed;
            }
        }
        some.forEach(this::workOn);
    }

    private void workOn(Intake.Open open) {
        if (open.attempts() > LAST_ATTEMPT) {
            step.giveUp(open, owner, "Three attempts to read it failed.");
            return;
        }
        try {
            step.run(List.of(open), owner);
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof RuntimeException failed && Transactions.databaseIsAway(failed)) throw failed;
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
