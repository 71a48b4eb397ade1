package app.rapport.workspace;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets a program act for an agent, within scopes.
///
/// @param scopes permission keys, or `*` for all that the agent may do
public record ApiToken(
        long id, String name, long agentId, List<String> scopes, @Nullable Instant expiresAt, Instant createdAt, @Nullable Instant lastUsedAt) {

    boolean isUnlimited() {
        return scopes.contains("*");
    }

    boolean allows(Permission permission) {
        return isUnlimited() || scopes.contains(permission.key());
    }
}
