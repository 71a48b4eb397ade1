package app.rapport.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a ticket stands. Pending waits for the customer, on-hold for somebody else; solved may be reopened, closed never.
public enum Status {
    NEW,
    OPEN,
    PENDING,
    ON_HOLD,
    SOLVED,
    CLOSED;

    /// As in the API and the database: `on-hold`.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static Status of(String key) {
        for (var status : values()) {
            if (status.key().equals(key)) return status;
        }
        throw new IllegalArgumentException("One of new, open, pending, on-hold, solved, closed.");
    }

    public boolean isDone() {
        return this == SOLVED || this == CLOSED;
    }
}
