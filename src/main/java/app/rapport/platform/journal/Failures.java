package app.rapport.platform.journal;

import java.util.Arrays;
import org.springframework.core.NestedExceptionUtils;

/// Names a failure without what it says: a message may quote a customer's words or address, and a dead letter stays. The log has the rest.
final class Failures {

    private Failures() {}

    /// For example `IllegalStateException at app.rapport.channel.AcknowledgementText.of:35`.
    static String named(Throwable failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        var where = Arrays.stream(cause.getStackTrace()).filter(frame -> frame.getClassName().startsWith("app.rapport.")).findFirst();
        return cause.getClass().getSimpleName() + where.map(frame -> " at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber()).orElse("");
    }
}
