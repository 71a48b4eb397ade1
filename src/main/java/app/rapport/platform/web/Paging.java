package app.rapport.platform.web;

import app.rapport.platform.Invalid;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a request says about its page: `?after=…&limit=…`.
///
/// @param limit 1 to 100
public record Paging(
        @Parameter(description = "What the former page answered as `next`.") @Nullable String after,
        @Parameter(description = "How many, 50 unless said otherwise.", schema = @Schema(type = "integer", minimum = "1", maximum = "100")) @Nullable Integer limit) {

    private static final int USUAL = 50;

    public int size() {
        if (limit == null) return USUAL;
        if (limit < 1 || limit > Page.LARGEST) throw new Invalid("limit", "out-of-range", "Between 1 and " + Page.LARGEST + ".");
        return limit;
    }

    /// One more than asked for, to see whether there is a next page.
    public int fetch() {
        return size() + 1;
    }

    /// The cursor of lists that go by id.
    public @Nullable Long afterId() {
        if (after == null || after.isEmpty()) return null;
        try {
            return WholeNumbers.parse(after);
        } catch (NumberFormatException e) {
            throw new Invalid("after", "not-a-cursor", "Give what the former page answered as next.");
        }
    }
}
