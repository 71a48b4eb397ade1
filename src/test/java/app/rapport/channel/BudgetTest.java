package app.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"10,10,30", "30,15,60", "60,25,120", "180,50,240", "600,100,360"})
    void each_window_is_full_with_its_number_and_not_before(int minutes, int ofTicket, int ofAddress) {
        // As old as the window allows: shorter windows do not see them.
        var at = NOW.minus(Duration.ofMinutes(minutes)).plusSeconds(1);
        assertThat(Budget.OF_TICKET.isSpent(Collections.nCopies(ofTicket - 1, at), NOW)).isFalse();
        assertThat(Budget.OF_TICKET.isSpent(Collections.nCopies(ofTicket, at), NOW)).isTrue();
        assertThat(Budget.OF_ADDRESS.isSpent(Collections.nCopies(ofAddress - 1, at), NOW)).isFalse();
        assertThat(Budget.OF_ADDRESS.isSpent(Collections.nCopies(ofAddress, at), NOW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"600", "6000"})
    void what_lies_before_the_longest_window_is_forgotten(int minutes) {
        assertThat(Budget.OF_TICKET.isSpent(Collections.nCopies(1000, NOW.minus(Duration.ofMinutes(minutes))), NOW)).isFalse();
        assertThat(Budget.OF_TICKET.isSpent(List.of(), NOW)).isFalse();
    }
}
