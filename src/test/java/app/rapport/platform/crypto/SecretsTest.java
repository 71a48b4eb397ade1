package app.rapport.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.strings;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final String OLD = "an old secret of at least 32 characters";
    private static final String NEW = "a new secret of at least 32 characters!";

    private final Secrets secrets = new Secrets(MasterKey.of(OLD));

    @Test
    void what_was_sealed_can_be_opened() {
        qt().forAll(strings().betweenCodePoints(0, 0xD7FF).ofLengthBetween(0, 100))
                .check(plain -> secrets.open("account/1", secrets.seal("account/1", plain)).equals(plain));
    }

    @Test
    void the_same_text_never_looks_the_same() {
        assertThat(secrets.seal("account/1", "password")).isNotEqualTo(secrets.seal("account/1", "password"));
        assertThat(new String(secrets.seal("account/1", "password"), StandardCharsets.ISO_8859_1)).doesNotContain("password");
    }

    @Test
    void it_opens_only_where_it_belongs() {
        var sealed = secrets.seal("account/1", "password");

        assertThatThrownBy(() -> secrets.open("account/2", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Secrets(MasterKey.of(NEW)).open("account/1", sealed)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RAPPORT_SECRET_KEY");
    }

    @Test
    void no_byte_can_be_changed_or_cut_off() {
        var sealed = secrets.seal("account/1", "password");
        qt().forAll(integers().between(0, sealed.length - 1), integers().between(1, 255)).checkAssert((place, by) -> {
            var changed = sealed.clone();
            changed[place] ^= by.byteValue();
            assertThatThrownBy(() -> secrets.open("account/1", changed)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> secrets.open("account/1", Arrays.copyOf(sealed, place))).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void after_a_change_of_the_key_the_old_can_be_read_and_the_new_is_written() {
        var sealed = secrets.seal("account/1", "password");
        var both = new Secrets(MasterKey.of(NEW + "," + OLD));

        assertThat(both.open("account/1", sealed)).isEqualTo("password");
        assertThat(both.isOld(sealed)).isTrue();
        assertThat(new Secrets(MasterKey.of(NEW)).open("account/1", both.seal("account/1", "password"))).isEqualTo("password");
        assertThat(both.isOld(both.seal("account/1", "password"))).isFalse();
    }
}
