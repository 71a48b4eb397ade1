package app.rapport.channel;

import app.rapport.channel.spi.Connector.Delivered;
import app.rapport.channel.spi.Connector.DeliveryResult;
import app.rapport.channel.spi.Connector.PermanentFailure;
import app.rapport.channel.spi.Connector.TemporaryFailure;
import app.rapport.channel.store.OutboundStore.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an attempt to send ended, and when the next is due.
///
/// @param reason what the other side said; before it, with a colon, what the program itself has to say, as a code that screens word
public record Outcome(String state, @Nullable String reason, @Nullable String externalId, Instant nextAt, @Nullable Instant finishedAt) {

    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(2));

    static Outcome of(Row row, DeliveryResult result, Instant now) {
        return switch (result) {
            case Delivered(String externalId) -> new Outcome("sent", null, externalId, now, now);
            case PermanentFailure(String reason) -> new Outcome("failed", reason, null, now, now);
            case TemporaryFailure(String reason, _) -> later(row, reason, now);
        };
    }

    private static Outcome later(Row row, String reason, Instant now) {
        var next = now.plus(PAUSES.get(Math.clamp(row.attempts() - 1, 0, PAUSES.size() - 1)));
        if (next.isAfter(row.expiresAt())) return new Outcome("failed", "given-up: " + reason, null, now, now);
        return new Outcome("retrying", reason, null, next, null);
    }
}
