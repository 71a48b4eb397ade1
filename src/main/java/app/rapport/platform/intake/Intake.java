package app.rapport.platform.intake;

import app.rapport.platform.database.Gathering;
import app.rapport.platform.store.IntakeStore;
import app.rapport.platform.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What arrived, raw: one durable table, its own queue. A key makes every retry harmless.
@Component
public class Intake {

    /// Something that arrived.
    ///
    /// @param originKey things of the same origin are worked through one after the other
    /// @param envelope JSON of what came with it; @param raw the thing itself, when small; @param file where it lies, when large
    public record Arrived(String kind, long accountId, byte[] key, long originKey, String envelope, byte @Nullable [] raw, byte @Nullable [] file, long size) {}

    /// One that waits for its turn, and how often it was tried, this time included.
    public record Open(long id, Arrived arrived, int attempts, Instant receivedAt) {}

    /// What became of it.
    ///
    /// @param outcome opened, joined, duplicate, bounce …
    public record Done(String outcome, @Nullable Long ticketId, @Nullable Long messageId) {}

    /// Why it was put aside.
    ///
    /// @param reason stable and machine-readable; @param detail in words
    public record Held(String reason, @Nullable String detail, @Nullable String sender, @Nullable String recipient, @Nullable String subject) {}

    /// One that was put aside, as people see it.
    public record HeldItem(long id, long accountId, Held held, Instant at) {}

    private static final int BATCH = 1000;
    private static final int WIDER = 50;
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final IntakeStore store;
    private final Time time;
    private final Gathering<List<Arrived>> arriving;

    Intake(IntakeStore store, Time time) {
        this.store = store;
        this.time = time;
        this.arriving = new Gathering<>(some -> store.insert(some.stream().flatMap(List::stream).toList(), time.now()));
    }

    /// Durable when this returns; the caller has no transaction open. All or none of them; those with a known key are there already.
    public void accept(List<Arrived> arrived) {
        arriving.write(arrived);
    }

    /// Claims some for this owner: in order, and nothing whose origin another owner works on.
    public List<Open> claim(UUID owner, int limit) {
        var claimed = store.claim(owner, limit, limit, time.now(), CLAIM);
        // The oldest may all be of one origin that is in other hands.
        return claimed.isEmpty() ? store.claim(owner, limit, limit * WIDER, time.now(), CLAIM) : claimed;
    }

    /// Locks those that are still open and still this owner's, and says which; to be called in the transaction that does the work.
    public Set<Long> lock(Collection<Long> ids, UUID owner) {
        return store.lock(ids, owner);
    }

    /// @param done by id
    public void done(Map<Long, Done> done) {
        store.done(done, time.now());
    }

    public void hold(long id, Held held) {
        store.hold(id, held, time.now());
    }

    /// Could not be worked on: tried again in two minutes. Others of its origin need not wait for it.
    public void postpone(long id, UUID owner) {
        store.postpone(id, owner, time.now().plus(CLAIM));
    }

    /// Gives back all that this owner still has, to be claimed again at once.
    public void giveBack(UUID owner) {
        store.giveBack(owner);
    }

    /// Gives back what anybody had in hand: for a program that knows that no other is at work.
    public void giveBackAll() {
        store.giveBack(null);
    }

    /// Newest first.
    ///
    /// @param accounts only what came in by these; null for all
    public List<HeldItem> held(@Nullable Collection<Long> accounts, @Nullable Long before, int limit) {
        return store.held(accounts, before, limit);
    }

    /// Locks one that is to be recovered or dismissed; false when it is not held any more.
    public boolean lockHeld(long id) {
        return store.lockHeld(id);
    }

    public Optional<Open> find(long id) {
        return store.find(id);
    }

    public Optional<Open> findHeld(long id) {
        return store.findHeld(id);
    }

    /// It has become a ticket after all.
    public void recovered(long id, Done done) {
        store.recovered(id, done, time.now());
    }

    public void dismiss(long id) {
        store.dismiss(id, time.now());
    }

    /// Forgets the raw form of what came before a time; its row stays, so that a retry is still known. What waits or is held keeps
    /// it, since it could not be recovered otherwise.
    public void releaseRaw(Instant before) {
        while (store.releaseRaw(before, BATCH) == BATCH) {}
    }

    /// How many wait.
    public int waiting() {
        return store.waiting();
    }
}
