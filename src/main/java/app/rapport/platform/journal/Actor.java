package app.rapport.platform.journal;

import org.jspecify.annotations.Nullable;

/// Who does something: a kind, an id inside the kind, and by which way (`desk`, `api:token 7`, `email`).
///
/// The kinds are those of subjects, and `system` for what the program does of its own (then `via` names the part).
public record Actor(String kind, long id, @Nullable String via) {

    public static Actor system(String part) {
        return new Actor("system", 0, part);
    }

    public boolean isSystem() {
        return kind.equals("system");
    }

    public boolean is(String otherKind) {
        return kind.equals(otherKind);
    }
}
