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
/// @param ofTicket whether it is about one ticket, and so depends on whose it is
/// @param success what those who may get, when not 2xx
/// @param shown for lists of tickets: the id of an item, to see that another team's ticket is not among them
/// @param changes the tables that a permitted call must change; it may change others besides, and a call without any changes nothing
record Row(
        String operation, String allowed, boolean ofTicket, BiFunction<World, Target, Call> call, int success, @Nullable ToLongFunction<JsonNode> shown,
        List<String> changes) {

    /// What a call is aimed at: by whom, and which ticket.
    record Target(Caller caller, long ticket) {}

    /// About the workspace.
    static Row row(String operation, String allowed, Function<World, Call> call) {
        return new Row(operation, allowed, false, (world, target) -> call.apply(world), 0, null, List.of());
    }

    /// About what belongs to the caller himself.
    static Row own(String operation, String allowed, BiFunction<World, Caller, Call> call) {
        return new Row(operation, allowed, false, (world, target) -> call.apply(world, target.caller()), 0, null, List.of());
    }

    /// About one ticket.
    static Row ticket(String operation, String allowed, BiFunction<World, Long, Call> call) {
        return new Row(operation, allowed, true, (world, target) -> call.apply(world, target.ticket()), 0, null, List.of());
    }

    Row changes(String... tables) {
        return new Row(operation, allowed, ofTicket, call, success, shown, List.of(tables));
    }

    Row answers(int status) {
        return new Row(operation, allowed, ofTicket, call, status, shown, changes);
    }

    Row shows(ToLongFunction<JsonNode> id) {
        return new Row(operation, allowed, ofTicket, call, success, id, changes);
    }

    boolean allows(Caller caller) {
        return allowed.equals("*") || allowed.indexOf(caller.letter) >= 0;
    }
}
