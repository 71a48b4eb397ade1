package app.rapport.channel.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MailPathTest {

    @Test
    void address_and_parameters_are_taken_apart() {
        assertThat(MailPath.parse("<linus@example.org> SIZE=10  body=8bitmime SMTPUTF8"))
                .contains(new MailPath("linus@example.org", Map.of("SIZE", "10", "BODY", "8bitmime", "SMTPUTF8", "")));
        assertThat(MailPath.parse("<\"a>b\"@example.org>")).map(MailPath::address).contains("\"a>b\"@example.org");
        assertThat(MailPath.parse("<@relay.test:linus@example.org>")).map(MailPath::address).contains("linus@example.org");
    }

    @Test
    void long_local_parts_of_bounce_addresses_are_taken() {
        assertThat(MailPath.parse("<" + "a".repeat(200) + "@example.org>")).isPresent();
        assertThat(MailPath.parse("<" + "a".repeat(300) + "@example.org>")).isEmpty();
        assertThat(MailPath.parse("<a@" + "a.".repeat(200) + "org>")).isEmpty();
    }

    @Test
    void whatever_is_written_nothing_is_thrown() {
        qt().forAll(strings().allPossible().ofLengthBetween(0, 60)).check(text -> {
            MailPath.parse(text);
            MailPath.parse("<" + text + ">");
            return MailPath.parse("<a@b.test> " + text.replace(" ", "")) != null;
        });
    }

    @Test
    void a_long_hostile_argument_is_judged_quickly() {
        assertThat(MailPath.parse("<" + "@a,".repeat(1_300) + "x>")).isEmpty();
        assertThat(MailPath.parse("<" + "a.".repeat(120) + "!@" + "a-".repeat(100) + ">")).isEmpty();
    }
}
