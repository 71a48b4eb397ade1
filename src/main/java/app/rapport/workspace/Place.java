package app.rapport.workspace;

import org.jspecify.annotations.Nullable;

/// Where a piece of work lies: what scopes are asked about.
public record Place(@Nullable Long teamId, long brandId, @Nullable Long assigneeId) {}
