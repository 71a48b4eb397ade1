package app.rapport.api;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One operation and who may.
///
/// @param allowed letters of [Caller]; `*` for everybody, signed in or not
/// @param made what it is about or shows, if that belongs to a team: made for one, its id
/// @param success what those who may get, when not 2xx
/// @param shown for lists: the id of an item, to see that what another team's is not among them
/// @param changes the tables that a permitted call must change; it may change others besides, and a call without any changes nothing
record Row(
        String operation, String allowed, @Nullable BiFunction<World, Long, Long> made, BiFunction<World, Target, Call> call, int success, @Nullable ToLongFunction<JsonNode> shown,
        List<String> changes) {

    /// What a call is aimed at: by whom, and which thing.
    record Target(Caller caller, long id) {}

    /// About the workspace.
    static Row row(String operation, String allowed, Function<World, Call> call) {
        return new Row(operation, allowed, null, (world, target) -> call.apply(world), 0, null, List.of());
    }

    /// About what belongs to the caller himself.
    static Row own(String operation, String allowed, BiFunction<World, Caller, Call> call) {
        return new Row(operation, allowed, null, (world, target) -> call.apply(world, target.caller()), 0, null, List.of());
    }

    /// About one ticket.
    static Row ticket(String operation, String allowed, BiFunction<World, Long, Call> call) {
        return of(World::ticket, operation, allowed, call);
    }

    /// About one held mail of a team's mailbox.
    static Row held(String operation, String allowed, BiFunction<World, Long, Call> call) {
        return of(World::held, operation, allowed, call);
    }

    private static Row of(BiFunction<World, Long, Long> made, String operation, String allowed, BiFunction<World, Long, Call> call) {
        return new Row(operation, allowed, made, (world, target) -> call.apply(world, target.id()), 0, null, List.of());
    }

    Row changes(String... tables) {
        return new Row(operation, allowed, made, call, success, shown, List.of(tables));
    }

    Row answers(int status) {
        return new Row(operation, allowed, made, call, status, shown, changes);
    }

    /// A list of such things.
    Row shows(BiFunction<World, Long, Long> things, ToLongFunction<JsonNode> id) {
        return new Row(operation, allowed, things, call, success, id, changes);
    }

    /// Whether it is about one thing, and so depends on whose it is.
    boolean isOfOne() {
        return made != null && shown == null;
    }

    long make(World world, long team) {
        return made == null ? 0 : made.apply(world, team);
    }

    boolean allows(Caller caller) {
        return allowed.equals("*") || allowed.indexOf(caller.letter) >= 0;
    }
}
