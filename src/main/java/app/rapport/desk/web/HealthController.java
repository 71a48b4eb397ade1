package app.rapport.desk.web;

import app.rapport.platform.journal.Journal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// For load balancers and supervisors: whether the process lives, and whether it can do its work.
@RestController
class HealthController {

    private static final int PATIENCE_SECONDS = 3;
    private static final long HOPELESS = TimeUnit.SECONDS.toNanos(30);

    private final Journal journal;
    private final ApplicationAvailability availability;
    private CompletableFuture<Long> asked = CompletableFuture.completedFuture(0L);
    private long askedAt;

    HealthController(Journal journal, ApplicationAvailability availability) {
        this.journal = journal;
        this.availability = availability;
    }

    @GetMapping("/health/live")
    Map<String, String> live() {
        return Map.of("status", "up");
    }

    @GetMapping("/health/ready")
    ResponseEntity<Map<String, String>> ready() {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) return down("program", "starting or stopping");
        try {
            ask().copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            return ResponseEntity.ok(Map.of("status", "up"));
        } catch (CompletionException e) {
            return down("database", "away");
        }
    }

    /// A database that is there and says nothing keeps whoever asks it waiting: one at a time does, and another when that line must be dead.
    private synchronized CompletableFuture<Long> ask() {
        if (asked.isDone() || System.nanoTime() - askedAt > HOPELESS) {
            askedAt = System.nanoTime();
            asked = CompletableFuture.supplyAsync(journal::position, Thread::startVirtualThread);
        }
        return asked;
    }

    private static ResponseEntity<Map<String, String>> down(String part, String state) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(Map.of("status", "down", part, state));
    }
}
