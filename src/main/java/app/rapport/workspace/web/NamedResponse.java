package app.rapport.workspace.web;

import app.rapport.workspace.Directory;
import app.rapport.workspace.Team;
import java.util.Collection;
import java.util.List;

/// A reference with its name.
record NamedResponse(long id, String name) {

    static List<NamedResponse> teams(Collection<Long> ids, Directory directory) {
        return ids.stream().flatMap(id -> directory.team(id).stream()).filter(Team::active).map(team -> new NamedResponse(team.id(), team.name())).toList();
    }
}
