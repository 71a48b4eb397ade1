package app.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.channel.spi.Connector.Delivered;
import app.rapport.channel.spi.Connector.PermanentFailure;
import app.rapport.channel.spi.Connector.TemporaryFailure;
import app.rapport.channel.store.OutboundStore.Row;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final TemporaryFailure LATER = new TemporaryFailure("4.4.1 Connection refused", true);

    @ParameterizedTest
    @CsvSource({"1,30", "2,120", "3,600", "4,1800", "5,7200", "40,7200"})
    void each_pause_is_longer_until_it_is_two_hours(int attempts, int seconds) {
        assertThat(Outcome.of(row(attempts, Duration.ofDays(3)), LATER, NOW))
                .isEqualTo(new Outcome("retrying", "4.4.1 Connection refused", null, NOW.plusSeconds(seconds), null));
    }

    @Test
    void when_no_attempt_is_left_the_reason_says_so_by_a_code_that_screens_word() {
        assertThat(Outcome.of(row(40, Duration.ofHours(1)), LATER, NOW)).isEqualTo(new Outcome("failed", "given-up: 4.4.1 Connection refused", null, NOW, NOW));
    }

    @Test
    void what_is_refused_or_taken_is_done() {
        assertThat(Outcome.of(row(1, Duration.ofDays(3)), new PermanentFailure("5.1.1 No such user"), NOW))
                .isEqualTo(new Outcome("failed", "5.1.1 No such user", null, NOW, NOW));
        assertThat(Outcome.of(row(1, Duration.ofDays(3)), new Delivered("<1@example.com>"), NOW)).isEqualTo(new Outcome("sent", null, "<1@example.com>", NOW, NOW));
    }

    private static Row row(int attempts, Duration left) {
        return new Row(1, 2L, 3L, 4, "to", "linus@example.org", "sending", attempts, null, NOW, NOW.plus(left), NOW, false);
    }
}
