package app.rapport.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({"Straße, straße", "' Zelt\u00A0', zelt", "ＷＩＤＥ, wide", "ﬁne, fine", "ΟΔΟΣ, οδοσ", "TITLE, title", "'a  b', 'a  b'"})
    void texts_that_look_alike_fold_alike(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @Test
    void letters_and_their_accents_may_come_apart() {
        assertThat(Folding.fold("u\u0308")).isEqualTo(Folding.fold("Ü"));
    }

    @Test
    void folding_twice_is_folding_once() {
        qt().withExamples(20_000).forAll(strings().allPossible().ofLengthBetween(0, 20))
                .check(text -> Folding.fold(Folding.fold(text)).equals(Folding.fold(text)));
    }
}
