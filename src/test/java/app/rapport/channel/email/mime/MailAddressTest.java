package app.rapport.channel.email.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
        "linus@example.org|linus@example.org|``", "Linus Berg <Linus@Example.ORG>|Linus@example.org|Linus Berg",
        "\"Berg, Linus\" <l@example.org>|l@example.org|Berg, Linus",
        "<l@example.org>|l@example.org|``", "l@example.org (Linus (the one))|l@example.org|Linus (the one)",
        "=?utf-8?Q?J=C3=B6rg?= <j@example.org>|j@example.org|Jörg",
        "'l@example.org' <l@example.org>|l@example.org|l@example.org", "Linus <l@example.org|l@example.org|Linus",
        "Linus <mailto:l@example.org>|l@example.org|Linus",
        "\"li nus\"@example.org|\"linus\"@example.org|``", "j@bücher.example|j@xn--bcher-kva.example|``", "Linus l@example.org|l@example.org|Linus",
        "Group: l@example.org;|l@example.org|``", "<@relay.test:l@example.org>|l@example.org|``", "nobody|-|-", "undisclosed-recipients:;|-|-",
        "<>|-|-", "@|-|-"})
    void an_address_is_read(String written, String address, String name) {
        var read = MailAddress.parse(written);
        if (address == null) assertThat(read).isNull();
        else assertThat(read).isEqualTo(new MailAddress(address, name));
    }

    @Test
    void lists_and_groups_are_flattened() {
        assertThat(MailAddress.parseAll("a@x.test, \"b, c\" <b@x.test>; Team: d@x.test, e@x.test; , , f@x.test")).extracting(MailAddress::address)
                .containsExactly("a@x.test", "b@x.test", "d@x.test", "e@x.test", "f@x.test");
    }

    @Test
    void a_comma_inside_an_encoded_word_parts_nothing() {
        assertThat(MailAddress.parseAll("=?utf-8?Q?Berg,_Linus?= <l@x.test>")).singleElement().returns("Berg, Linus", MailAddress::name);
    }

    @Test
    void folded_addresses_compare_by_everything() {
        assertThat(MailAddress.fold(" Linus@EXAMPLE.org. ")).isEqualTo("linus@example.org");
        assertThat(new MailAddress("Jörg@Bücher.example", "").folded()).isEqualTo("jörg@xn--bcher-kva.example");
    }

    @Test
    void whatever_is_written_nothing_is_thrown_and_every_address_has_both_sides() {
        qt().forAll(strings().allPossible().ofLengthBetween(0, 80)).check(text ->
                MailAddress.parseAll(text + " <a@" + text).stream().allMatch(address -> !address.localPart().isEmpty() && !address.domain()
                        .isEmpty()));
    }

    @Test
    void a_header_of_many_thousands_is_bounded() {
        assertThat(MailAddress.parseAll("a@x.test, ".repeat(50_000))).hasSize(2_000);
        assertThat(MailAddress.parseAll("(".repeat(500_000))).isEmpty();
        assertThat(MailAddress.parseAll("a".repeat(500_000))).isEmpty();
    }
}
