package app.rapport.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How urgent a ticket is; 1 to 4 in the database, so that it sorts.
public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public short rank() {
        return (short) (ordinal() + 1);
    }

    public static Priority ofRank(int rank) {
        return values()[rank - 1];
    }

    @JsonCreator
    public static Priority of(String key) {
        for (var priority : values()) {
            if (priority.key().equals(key)) return priority;
        }
        throw new IllegalArgumentException("One of low, normal, high, urgent.");
    }
}
