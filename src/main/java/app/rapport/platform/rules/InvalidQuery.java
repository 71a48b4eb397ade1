package app.rapport.platform.rules;

/// A query that cannot be understood.
public final class InvalidQuery extends RuntimeException {

    private final int position;
    private final String code;
    private final String value;

    InvalidQuery(int position, String code, String value) {
        super(code + " at " + position + ": " + value);
        this.position = position;
        this.code = code;
        this.value = value;
    }

    /// Index of the first character that is wrong.
    public int position() {
        return position;
    }

    /// Which rule it breaks: `unknown-field`, `unknown-value`, `not-a-time`, `open-quote` …
    public String code() {
        return code;
    }

    /// What stood there.
    public String value() {
        return value;
    }
}
