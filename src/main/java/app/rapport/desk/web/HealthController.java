package app.rapport.desk.web;

import app.rapport.platform.journal.Journal;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// For load balancers and supervisors: whether the process lives, and whether it can do its work.
@RestController
class HealthController {

    private final Journal journal;

    HealthController(Journal journal) {
        this.journal = journal;
    }

    @GetMapping("/health/live")
    Map<String, String> live() {
        return Map.of("status", "up");
    }

    @GetMapping("/health/ready")
    ResponseEntity<Map<String, String>> ready() {
        try {
            journal.position();
            return ResponseEntity.ok(Map.of("status", "up"));
        } catch (RuntimeException e) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(Map.of("status", "down", "database", "away"));
        }
    }
}
