package app.rapport.platform.rules;

import java.util.List;

/// A condition that does not follow the rules, with everything that is wrong with it.
public final class InvalidCondition extends RuntimeException {

    private final transient List<Problem> problems;

    public InvalidCondition(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
