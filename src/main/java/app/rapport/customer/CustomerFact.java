package app.rapport.customer;

import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.Personal;
import org.jspecify.annotations.Nullable;

/// What happens to contacts.
public sealed interface CustomerFact extends Fact {

    /// @param via the kind of the first handle
    record ContactCreated(long baseId, long handleId, String via, @Personal @Nullable String name, @Personal @Nullable String address) implements CustomerFact {}

    record ContactRenamed(@Personal @Nullable String before, @Personal @Nullable String after) implements CustomerFact {}
}
