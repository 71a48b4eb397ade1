package app.rapport.workspace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A browser that an agent is signed in with.
public record Session(long id, long agentId, Instant createdAt, Instant lastUsedAt, @Nullable String address, @Nullable String userAgent) {}
