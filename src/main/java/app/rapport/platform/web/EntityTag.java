package app.rapport.platform.web;

import app.rapport.platform.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// An entity's version as its ETag.
public final class EntityTag {

    private EntityTag() {}

    public static <T> ResponseEntity<T> ok(T body, long version) {
        return ResponseEntity.ok().eTag("\"" + version + "\"").body(body);
    }

    /// The version that an `If-Match` header names; null without one or with `*`.
    public static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) return null;
        var digits = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            throw new Invalid("If-Match", "not-a-version", "Give the ETag of the entity as you read it.");
        }
    }
}
