package app.rapport.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void tokens_are_long_random_and_fit_into_a_link() {
        var tokens = IntStream.range(0, 1_000).mapToObj(_ -> Tokens.random()).collect(Collectors.toSet());

        assertThat(tokens).hasSize(1_000).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void only_the_hash_is_kept() {
        assertThat(HexFormat.of().formatHex(Tokens.hash("abc"))).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
