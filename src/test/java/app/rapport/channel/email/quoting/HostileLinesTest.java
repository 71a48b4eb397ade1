package app.rapport.channel.email.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.channel.email.html.MailText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A hundred thousand lines, as many as a mail may have: minutes when each of them looks through all others.
@Timeout(60)
class HostileLinesTest {

    private static final int LINES = 100_000;

    @ParameterizedTest
    @ValueSource(strings = {"--", "-- ", "", ">", "> ", "From: x", "-----", "1:1 a@b:", "On 1.1.2026 a@b.test", "On 1:1 a@b.test wrote", "Sent from my", "____"})
    void lines_that_might_part_the_mail_are_read_once(String line) {
        var text = "Mine\n" + (line + "\n").repeat(LINES) + "> quoted\n";
        assertThat(MailText.clean(text).fullText()).startsWith("Mine").endsWith("> quoted");
    }

    @Test
    void empty_lines_within_a_quote_go_with_it() {
        assertThat(MailText.clean("Mine\n> quoted\n" + "\n".repeat(LINES) + "> quoted\n").visibleText()).isEqualTo("Mine");
    }

    @Test
    void a_header_is_looked_for_in_so_many_lines_and_no_more() {
        var costly = "1:1 " + "漢".repeat(380) + ":\n";
        assertThat(MailText.clean(costly.repeat(20_000) + "> quoted\n").fullText()).endsWith("> quoted");
        assertThat(MailText.clean("Some words:\n".repeat(400) + "\nOn 1.1.2026 a@b.test wrote:\n> quoted\n").visibleText()).doesNotContain("wrote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a@", "a-a@a.a-", "www.", "http://", "x ", "https://......................................................................\n"})
    void links_are_found_in_one_pass(String piece) {
        assertThat(MailText.toHtml(piece.repeat((1 << 20) / piece.length()))).isNotEmpty();
    }

    @Test
    void a_text_that_goes_in_and_out_of_quotes_does_not_grow_with_it() {
        assertThat(MailText.toHtml((">".repeat(20) + "x\ny\n").repeat(50_000))).hasSizeLessThan(5_000_000).endsWith("y</p>");
    }

    @Test
    void what_ends_the_sentence_is_no_part_of_a_link() {
        assertThat(MailText.toHtml("(see https://ok.test/a).")).startsWith("<p>(see <a href=\"https://ok.test/a\"").endsWith(">https://ok.test/a</a>).</p>");
    }
}
