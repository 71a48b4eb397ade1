package app.rapport.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.ticket.InboundMessage.Evidence;
import app.rapport.ticket.Threading.Candidate;
import app.rapport.ticket.Threading.Decision;
import app.rapport.ticket.Threading.Part;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThreadingTest {

    private static final String LINUS = "linus@example.org";
    private static final String GRACE = "grace@example.org";
    private static final String EVE = "eve@example.net";

    private static final Candidate TENT = new Candidate(1001, "The tent leaks", Set.of(LINUS), false, Set.of(), false);

    private static final List<Evidence.Signed> FOR_LINUS = List.of(new Evidence.Signed(1001, LINUS));

    @Test
    void a_participant_who_answers_our_mail_is_joined() {
        var answer = new Evidence(FOR_LINUS, null, List.of(), List.of(), null);
        assertThat(Threading.decide(List.of(TENT), mail(LINUS, "Re: The tent leaks", answer))).isInstanceOf(Decision.Join.class);
    }

    @Test
    void a_participant_who_only_names_the_number_is_joined() {
        var number = new Evidence(List.of(), null, List.of(), List.of(), 1001L);
        assertThat(Threading.decide(List.of(TENT), mail(LINUS, "Again [#1001]", number))).isInstanceOf(Decision.Join.class);
    }

    @Test
    void a_stranger_never_gets_in_whatever_he_brings() {
        var everything = new Evidence(FOR_LINUS, 1001L, List.of("a@b"), List.of("a@b"), 1001L);
        var referenced = new Candidate(1001, "The tent leaks", Set.of(LINUS), true, Set.of(LINUS), false);
        assertThat(proposed(Threading.decide(List.of(referenced), mail(EVE, "Re: The tent leaks", everything, LINUS)))).containsExactly(1001L);
    }

    @Test
    void the_same_subject_alone_is_no_reason() {
        assertThat(proposed(Threading.decide(List.of(TENT), mail(LINUS, "The tent leaks", Evidence.NONE)))).isEmpty();
    }

    @Test
    void a_late_mail_joins_those_who_answered_it_before_it_came() {
        var answered = answered(Set.of(LINUS, GRACE), GRACE);
        assertThat(joined(Threading.decide(List.of(answered), mail(LINUS, "The tent", Evidence.NONE, "Grace@Example.ORG"))))
                .containsExactly(new Part("participant", 40), new Part("referenced-by", 30));
    }

    @Test
    void a_late_mail_joins_what_its_sender_wrote_after_it() {
        assertThat(joined(Threading.decide(List.of(answered(Set.of(LINUS), LINUS)), mail(LINUS, "The tent", Evidence.NONE)))).contains(new Part("referenced-by", 30));
    }

    @Test
    void nobody_pulls_a_mail_that_he_has_not_got_onto_his_ticket() {
        var decision = Threading.decide(List.of(answered(Set.of(EVE, LINUS), EVE)), mail(LINUS, "The tent leaks", Evidence.NONE, GRACE));
        assertThat(decision).isInstanceOfSatisfying(Decision.Open.class, open -> assertThat(open.proposals()).singleElement().satisfies(score -> {
            assertThat(score.parts()).contains(new Part("participant", 40), new Part("referenced-by", 30), new Part("not-addressed", -30));
            assertThat(score.points()).isEqualTo(45).isEqualTo(score.parts().stream().mapToInt(Part::points).sum());
        }));
    }

    @Test
    void a_late_mail_of_somebody_who_takes_no_part_is_proposed_to_whom_it_reached() {
        assertThat(proposed(Threading.decide(List.of(answered(Set.of(GRACE), GRACE)), mail(LINUS, "The tent", Evidence.NONE, GRACE)))).containsExactly(1001L);
    }

    @Test
    void a_stranger_who_names_a_mail_of_strangers_is_not_even_proposed() {
        assertThat(proposed(Threading.decide(List.of(answered(Set.of(EVE), EVE)), mail(LINUS, "The tent leaks", Evidence.NONE, GRACE)))).isEmpty();
    }

    @Test
    void what_a_mail_says_itself_goes_before_what_others_say_of_it() {
        var itsOwn = new Candidate(1001, "An old matter", Set.of(LINUS), true, Set.of(), true);
        var pulls = new Candidate(1002, "Re: The tent leaks", Set.of(LINUS, EVE), false, Set.of(EVE), false);
        var decision = Threading.decide(List.of(pulls, itsOwn), mail(LINUS, "The tent leaks", Evidence.NONE, EVE));
        assertThat(decision).isInstanceOfSatisfying(Decision.Join.class, join -> assertThat(join.score().ticketId()).isEqualTo(1001));
    }

    @Test
    void prefixes_of_many_languages_are_no_part_of_a_subject() {
        assertThat(Threading.bare("AW: Re[2]: [#1001] SV: The tent leaks")).isEqualTo("the tent leaks");
    }

    private static Candidate answered(Set<String> participants, String by) {
        return new Candidate(1001, "Re: The tent leaks", participants, false, Set.of(by), false);
    }

    private static List<Part> joined(Decision decision) {
        return ((Decision.Join) decision).score().parts();
    }

    private static List<Long> proposed(Decision decision) {
        return ((Decision.Open) decision).proposals().stream().map(Threading.Score::ticketId).toList();
    }

    private static InboundMessage mail(String sender, String subject, Evidence evidence, String... copies) {
        var recipients = Stream.of(copies).map(address -> new Recipient("cc", address, "")).toList();
        return new InboundMessage("email", 1, 1, null, new InboundMessage.Sender(1, 1, "", sender), recipients, subject,
                new Message.Body("", "", "", "", "plain", false), List.of(), null, "late@example.org", new byte[0], Instant.EPOCH, evidence);
    }
}
