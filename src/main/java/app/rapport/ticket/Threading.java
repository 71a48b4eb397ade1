package app.rapport.ticket;

import app.rapport.ticket.InboundMessage.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Which ticket a message belongs to: a score with its parts. Only somebody who takes part in a ticket gets into it; whoever
/// guesses a number, forwards a mail or forges an id opens a ticket of his own, with a proposal to join.
final class Threading {

    /// @param participants folded addresses of everybody who wrote or received a public message of the ticket
    record Candidate(long ticketId, String subject, Set<String> participants, boolean referenced, boolean senderIsContact) {}

    /// One reason for or against, with its points.
    record Part(String part, int points) {}

    record Score(long ticketId, int points, boolean participant, List<Part> parts) {}

    sealed interface Decision {
        record Join(Score score) implements Decision {}

        /// @param proposals tickets that something points to, the best first
        record Open(List<Score> proposals) implements Decision {}
    }

    private static final int ENOUGH = 60;
    private static final int WORTH_PROPOSING = 20;

    private Threading() {}

    static Decision decide(List<Candidate> candidates, Evidence evidence, String sender, String subject) {
        var scores = candidates.stream()
                .map(candidate -> score(candidate, evidence, sender, subject))
                .sorted(Comparator.comparingInt(Score::points).reversed().thenComparing(Comparator.comparingLong(Score::ticketId).reversed()))
                .toList();
        var best = scores.stream().filter(score -> score.participant && score.points >= ENOUGH).findFirst();
        if (best.isPresent()) return new Decision.Join(best.get());
        return new Decision.Open(scores.stream().filter(score -> pointedAt(score) >= WORTH_PROPOSING).limit(3).toList());
    }

    static Score score(Candidate candidate, Evidence evidence, String sender, String subject) {
        var parts = new ArrayList<Part>();
        var id = candidate.ticketId;
        var signed = evidence.signed().stream().filter(one -> one.ticketId() == id).toList();
        if (!signed.isEmpty()) parts.add(new Part("signed-id", 50));
        if (signed.stream().anyMatch(one -> one.address().equals(sender))) parts.add(new Part("signed-for-sender", 20));
        if (is(evidence.addressedTicketId(), id)) parts.add(new Part("signed-address", 40));
        if (candidate.referenced) parts.add(new Part("reference", 30));
        if (is(evidence.subjectNumber(), id)) parts.add(new Part("number-in-subject", 20));
        if (!bare(subject).isEmpty() && bare(subject).equals(bare(candidate.subject))) parts.add(new Part("same-subject", 5));
        var participant = candidate.senderIsContact || candidate.participants.contains(sender);
        parts.add(participant ? new Part("participant", 40) : new Part("stranger", -40));
        return new Score(id, parts.stream().mapToInt(Part::points).sum(), participant, List.copyOf(parts));
    }

    /// What speaks for the ticket apart from who writes.
    private static int pointedAt(Score score) {
        return score.parts.stream().filter(part -> !part.part.equals("participant") && !part.part.equals("stranger")).mapToInt(Part::points).sum();
    }

    private static boolean is(@org.jspecify.annotations.Nullable Long named, long id) {
        return named != null && named == id;
    }

    /// A subject without `Re:`, `AW:`, `Fwd:`, `[#1001]` and the like.
    static String bare(String subject) {
        return subject.replaceAll("\\[#?\\d+]", " ")
                .replaceAll("(?iu)^(\\s*(re|aw|fw|fwd|wg|sv|vs|antw|ref|rif|res|tr|rv|enc|odp|ynt|ответ|回复|转发|答复)(\\[\\d+])?\\s*[::]\\s*)+", "")
                .replaceAll("\\s+", " ").strip().toLowerCase(java.util.Locale.ROOT);
    }
}
