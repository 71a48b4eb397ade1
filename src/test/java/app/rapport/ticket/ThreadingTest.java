package app.rapport.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.ticket.InboundMessage.Evidence;
import app.rapport.ticket.Threading.Candidate;
import app.rapport.ticket.Threading.Decision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadingTest {

    private static final Candidate TENT = new Candidate(1001, "The tent leaks", Set.of("linus@example.org"), false, false);

    private static final List<Evidence.Signed> FOR_LINUS = List.of(new Evidence.Signed(1001, "linus@example.org"));

    @Test
    void a_participant_who_answers_our_mail_is_joined() {
        var answer = new Evidence(FOR_LINUS, null, List.of(), null);
        assertThat(Threading.decide(List.of(TENT), answer, "linus@example.org", "Re: The tent leaks")).isInstanceOf(Decision.Join.class);
    }

    @Test
    void a_participant_who_only_names_the_number_is_joined() {
        var number = new Evidence(List.of(), null, List.of(), 1001L);
        assertThat(Threading.decide(List.of(TENT), number, "linus@example.org", "Again [#1001]")).isInstanceOf(Decision.Join.class);
    }

    @Test
    void a_stranger_never_gets_in_whatever_he_brings() {
        var everything = new Evidence(FOR_LINUS, 1001L, List.of("a@b"), 1001L);
        var referenced = new Candidate(1001, "The tent leaks", Set.of("linus@example.org"), true, false);
        var decision = Threading.decide(List.of(referenced), everything, "eve@example.net", "Re: The tent leaks");
        assertThat(decision).isInstanceOfSatisfying(Decision.Open.class, open -> assertThat(open.proposals()).hasSize(1));
    }

    @Test
    void the_same_subject_alone_is_no_reason() {
        assertThat(Threading.decide(List.of(TENT), Evidence.NONE, "linus@example.org", "The tent leaks")).isInstanceOf(Decision.Open.class);
    }

    @Test
    void prefixes_of_many_languages_are_no_part_of_a_subject() {
        assertThat(Threading.bare("AW: Re[2]: [#1001] SV: The tent leaks")).isEqualTo("the tent leaks");
    }
}
