package app.rapport.workspace;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The signed-in agent, as his screen needs him.
public record Me(
        long id, String name, String email, Role role, List<String> permissions, @Schema(allowableValues = {"en", "de"}) @Nullable String locale, List<Named> teams, int undoSendSeconds,
        @Schema(allowableValues = {"stay", "next", "list"}) String afterSend) {

    public record Named(long id, String name) {}
}
