package app.rapport.workspace;

import app.rapport.platform.Conflict;
import app.rapport.platform.NotFound;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.DeadLetter;
import app.rapport.platform.journal.DeadLetters;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What an operator sees of the machinery: commands that a reader could not work through.
@Component
public class Operations {

    private static final Logger log = LoggerFactory.getLogger(Operations.class);

    private final DeadLetters letters;
    private final Access access;
    private final Commands commands;
    private final Time time;

    Operations(DeadLetters letters, Access access, Commands commands, Time time) {
        this.letters = letters;
        this.access = access;
        this.commands = commands;
        this.time = time;
    }

    /// Those that are not replayed yet, newest first.
    public List<DeadLetter> deadLetters(@Nullable Long before, int limit, Actor by) {
        access.require(by, Permission.OPERATIONS_MANAGE);
        return letters.open(before, limit);
    }

    public List<JournalEntry> factsOf(DeadLetter letter, Actor by) {
        access.require(by, Permission.OPERATIONS_MANAGE);
        return letters.factsOf(letter);
    }

    /// Hands the command to its reader again. What waited behind it comes with [#replayFollowers].
    ///
    /// @throws NotFound no such letter, or replayed already; @throws Conflict `replay-failed`: it stays parked;
    /// `replay-out-of-order`: an earlier one of the same subject comes first
    public DeadLetter replay(long id, Actor by) {
        try {
            return commands.run(by, command -> {
                access.require(by, Permission.OPERATIONS_MANAGE);
                var letter = letters.replay(id).orElseThrow(NotFound::new);
                command.append(new Subject("dead-letter", id), 1, About.NOTHING, time.now(), List.of(new WorkspaceFact.DeadLetterReplayed(letter.reader(), letter.command())));
                return letter;
            });
        } catch (DeadLetters.ReplayFailed e) {
            log.warn("A dead letter stays parked until it is replayed once more", e);
            throw new Conflict("replay-failed", String.valueOf(e.getMessage()));
        } catch (DeadLetters.OutOfOrder e) {
            throw new Conflict("replay-out-of-order", String.valueOf(e.getMessage()), Map.of("first", e.first()));
        }
    }

    /// Commands behind a replayed one, in order, until one fails. Each is a transaction of its own.
    public void replayFollowers(DeadLetter letter, Actor by) {
        access.require(by, Permission.OPERATIONS_MANAGE);
        letters.replayFollowers(letter);
    }
}
