package app.rapport.workspace;

/// Somebody who looks: what he may see, resolved once per request.
///
/// @param agentId 0 for the program itself
public record Viewer(long agentId, Scope scope, java.util.Set<Long> teamIds) {

    public boolean sees(Place place) {
        return scope.covers(place, agentId);
    }
}
