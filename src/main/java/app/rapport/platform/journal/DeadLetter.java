package app.rapport.platform.journal;

import java.time.Instant;
import java.util.List;

/// A command that a reader failed on, or one that waits behind such a command of the same subject.
public record DeadLetter(long id, String reader, long command, List<String> subjects, int attempts, String error, Instant at) {}
