package app.rapport.ticket;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Which ticket a message belongs to: a score with its parts. Only somebody who takes part in a ticket gets into it; whoever
/// guesses a number, forwards a mail or forges an id opens a ticket of his own, with a proposal to join.
final class Threading {

    /// @param participants folded addresses of everybody who wrote or received a public message of the ticket
    /// @param namedBy authors of those of its messages that name the mail as one before them
    record Candidate(long ticketId, String subject, Set<String> participants, boolean referenced, Set<String> namedBy, boolean senderIsContact) {}

    /// One reason for or against, with its points.
    record Part(String part, int points) {}

    /// @param own points without those for what others say of the mail: what it says itself goes before
    record Score(long ticketId, int points, int own, boolean participant, List<Part> parts) {}

    sealed interface Decision {
        record Join(Score score) implements Decision {}

        /// @param proposals tickets that something points to, the best first
        record Open(List<Score> proposals) implements Decision {}
    }

    private static final int ENOUGH = 60;
    private static final int WORTH_PROPOSING = 20;
    private static final int REFERENCED_BY = 30;

    private Threading() {}

    static Decision decide(List<Candidate> candidates, InboundMessage mail) {
        var scores = candidates.stream()
                .map(candidate -> score(candidate, mail))
                .sorted(Comparator.comparingInt(Score::own).reversed().thenComparing(Comparator.comparingLong(Score::ticketId).reversed()))
                .toList();
        var best = scores.stream().filter(score -> score.participant && score.points >= ENOUGH).findFirst();
        if (best.isPresent()) return new Decision.Join(best.get());
        return new Decision.Open(scores.stream().filter(score -> pointedAt(score) >= WORTH_PROPOSING).limit(3).toList());
    }

    static Score score(Candidate candidate, InboundMessage mail) {
        var evidence = mail.evidence();
        var sender = mail.sender().address();
        var parts = new ArrayList<Part>();
        var id = candidate.ticketId;
        var signed = evidence.signed().stream().filter(one -> one.ticketId() == id).toList();
        if (!signed.isEmpty()) parts.add(new Part("signed-id", 50));
        if (signed.stream().anyMatch(one -> one.address().equals(sender))) parts.add(new Part("signed-for-sender", 20));
        if (Objects.equals(evidence.addressedTicketId(), id)) parts.add(new Part("signed-address", 40));
        if (candidate.referenced) parts.add(new Part("reference", 30));
        if (Objects.equals(evidence.subjectNumber(), id)) parts.add(new Part("number-in-subject", 20));
        if (!bare(mail.subject()).isEmpty() && bare(mail.subject()).equals(bare(candidate.subject))) parts.add(new Part("same-subject", 5));
        var participant = candidate.senderIsContact || candidate.participants.contains(sender);
        parts.add(participant ? new Part("participant", 40) : new Part("stranger", -40));
        var own = parts.stream().mapToInt(Part::points).sum();
        // Who answers a mail has got it. Anybody else may want to pull it onto a ticket of his.
        var received = mail.participants().stream().anyMatch(candidate.namedBy::contains);
        if (received) parts.add(new Part("referenced-by", REFERENCED_BY));
        else if (participant && !candidate.namedBy.isEmpty()) parts.addAll(List.of(new Part("referenced-by", REFERENCED_BY), new Part("not-addressed", -REFERENCED_BY)));
        return new Score(id, received ? own + REFERENCED_BY : own, own, participant, List.copyOf(parts));
    }

    /// What speaks for the ticket apart from who writes.
    private static int pointedAt(Score score) {
        return score.parts.stream().filter(part -> part.points > 0 && !part.part.equals("participant")).mapToInt(Part::points).sum();
    }

    /// A subject without `Re:`, `AW:`, `Fwd:`, `[#1001]` and the like.
    static String bare(String subject) {
        return subject.replaceAll("\\[#?\\d+]", " ")
                .replaceAll("(?iu)^(\\s*(re|aw|fw|fwd|wg|sv|vs|antw|ref|rif|res|tr|rv|enc|odp|ynt|ответ|回复|转发|答复)(\\[\\d+])?\\s*[::]\\s*)+", "")
                .replaceAll("\\s+", " ").strip().toLowerCase(java.util.Locale.ROOT);
    }
}
