package app.rapport.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The signed-in agent, as his screen needs him.
public record Me(
        long id, String name, String email, Role role, List<String> permissions, @Nullable String locale, List<Named> teams, int undoSendSeconds,
        String afterSend) {

    public record Named(long id, String name) {}
}
