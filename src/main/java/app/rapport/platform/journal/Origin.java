package app.rapport.platform.journal;

import java.util.Locale;

/// Where facts come from. Reactions hear only what is live; projections hear all.
public enum Origin {
    LIVE,
    IMPORT,
    PRACTICE;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Origin of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
