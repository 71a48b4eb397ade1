package app.rapport.customer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who writes to us.
///
/// @param personId the contact that stands for the person; itself unless it was merged
public record Contact(long id, long baseId, long personId, String name, @Nullable String locale, @Nullable String zone, Instant createdAt, List<Handle> handles, long version) {}
