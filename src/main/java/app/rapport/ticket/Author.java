package app.rapport.ticket;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who wrote a message.
///
/// @param name as he called himself then; @param address he wrote from, for contacts and machines that report; empty where such a machine does not say
public record Author(Kind kind, long id, @Nullable String name, @Nullable String address) {

    public enum Kind {
        AGENT,
        CONTACT,
        SYSTEM;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
