package app.rapport.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SignerTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SECRET = "a secret of more than 32 characters";

    private final Signer signer = new Signer(MasterKey.of(SECRET));

    @Test
    void a_signed_number_can_be_read_again_whatever_became_of_its_case() {
        qt().forAll(longs().all()).check(number -> signer.verify("ticket", signer.sign("ticket", number).toUpperCase(Locale.ROOT)).equals(OptionalLong.of(number)));
    }

    @Test
    void a_signature_is_short_and_fits_into_an_address() {
        qt().forAll(longs().from(1).upTo(1L << 40)).check(number -> signer.sign("ticket", number).matches("[0-9a-z]{1,8}\\.[0-9a-z]{16}"));
    }

    @Test
    void it_counts_for_one_purpose_only() {
        assertThat(signer.verify("outbound", signer.sign("ticket", 1))).isEmpty();
        assertThat(signer.verify("ticket", signer.signUntil("ticket", 1, NOON))).isEmpty();
        assertThat(signer.verifyUntil("ticket", signer.sign("ticket", 1), NOON)).isEmpty();
    }

    @Test
    void no_character_can_be_changed() {
        var signed = signer.sign("ticket", 123_456);
        qt().forAll(integers().between(0, signed.length() - 1), integers().between(0, 35)).check((place, digit) -> {
            var other = Character.forDigit(digit, 36);
            var changed = signed.substring(0, place) + other + signed.substring(place + 1);
            return changed.equals(signed) || signer.verify("ticket", changed).isEmpty();
        });
    }

    @Test
    void anything_may_be_asked() {
        qt().forAll(strings().allPossible().ofLengthBetween(0, 40))
                .check(text -> signer.verify("ticket", text).isEmpty() && signer.verifyUntil("ticket", text, NOON).isEmpty());
        for (var text : new String[] {"", ".", "..", "1.", ".1", "1.2.3"}) assertThat(signer.verify("ticket", text)).isEmpty();
    }

    @Test
    void a_link_holds_until_its_time() {
        var link = signer.signUntil("picture", 7, NOON);

        assertThat(signer.verifyUntil("picture", link, NOON)).hasValue(7);
        assertThat(signer.verifyUntil("picture", link, NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void bytes_are_signed_too() {
        var bytes = "anything".getBytes(StandardCharsets.UTF_8);

        assertThat(signer.holds("mail", bytes, signer.signature("mail", bytes).toUpperCase(Locale.ROOT))).isTrue();
        assertThat(signer.holds("list", bytes, signer.signature("mail", bytes))).isFalse();
        assertThat(signer.holds("mail", new byte[0], signer.signature("mail", bytes))).isFalse();
    }

    @Test
    void after_a_change_of_the_key_old_signatures_hold() {
        var changed = new Signer(MasterKey.of("another secret of more than 32 characters," + SECRET));

        assertThat(changed.verify("ticket", signer.sign("ticket", 5))).hasValue(5);
        assertThat(signer.verify("ticket", changed.sign("ticket", 5))).isEmpty();
    }
}
