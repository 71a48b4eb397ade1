package app.rapport.platform.web;

import app.rapport.platform.Invalid;
import app.rapport.platform.VersionMismatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// An entity's version as its ETag.
public final class EntityTag {

    private EntityTag() {}

    public static <T> ResponseEntity<T> ok(T body, long version) {
        return ResponseEntity.ok().eTag("\"" + version + "\"").body(body);
    }

    /// Runs a change under a condition; when somebody else was faster, the refusal carries the entity in the API's own form.
    public static <T> T changed(Supplier<T> change, Supplier<? extends Object> current) {
        try {
            return change.get();
        } catch (VersionMismatch mismatch) {
            throw new VersionMismatch(current.get(), mismatch.version());
        }
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
