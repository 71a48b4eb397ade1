package app.rapport.platform.rules;

import java.util.Arrays;
import java.util.Optional;

/// How a test compares. Which ones a field understands is said by its [Type].
public enum Operator {
    IS("is", 1, 1),
    IS_NOT("is-not", 1, 1),
    IN("in", 1, 100),
    LESS("less", 1, 1),
    AT_MOST("at-most", 1, 1),
    AT_LEAST("at-least", 1, 1),
    GREATER("greater", 1, 1),
    BEFORE("before", 1, 1),
    AFTER("after", 1, 1),
    WITHIN("within", 1, 1),
    CONTAINS("contains", 1, 1),
    STARTS_WITH("starts-with", 1, 1),
    HAS("has", 1, 100),
    IS_SET("is-set", 0, 0);

    private final String key;
    private final int fewest;
    private final int most;

    Operator(String key, int fewest, int most) {
        this.key = key;
        this.fewest = fewest;
        this.most = most;
    }

    /// The word for it in JSON.
    public String key() {
        return key;
    }

    public static Optional<Operator> of(String key) {
        return Arrays.stream(values()).filter(operator -> operator.key.equals(key)).findFirst();
    }

    boolean takes(int values) {
        return fewest <= values && values <= most;
    }
}
