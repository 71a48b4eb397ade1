package app.rapport.workspace.web;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.EntityTag;
import app.rapport.platform.web.Idempotency;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.workspace.Access;
import app.rapport.workspace.Directory;
import app.rapport.workspace.Permission;
import app.rapport.workspace.Team;
import app.rapport.workspace.Teams;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Teams and who is in them.
@RestController
@RequestMapping("/api/v1/teams")
class TeamController {

    record NewTeamRequest(@NotBlank String name) {}

    record TeamRequest(@Nullable String name, @Nullable Set<Long> memberIds) {}

    record Can(boolean edit) {}

    record TeamResponse(long id, long version, String name, int memberCount, List<NamedResponse> members, Can can) {}

    private final Teams teams;
    private final Access access;
    private final Directory directory;
    private final Idempotency idempotency;

    TeamController(Teams teams, Access access, Directory directory, Idempotency idempotency) {
        this.teams = teams;
        this.access = access;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    @GetMapping
    Page<TeamResponse> list(Paging paging, Actor by) {
        return Page.of(teams.list(paging.afterId(), paging.fetch(), by), paging.size(), Team::id).map(team -> response(team, by));
    }

    @GetMapping("/{id}")
    ResponseEntity<TeamResponse> get(@PathVariable long id, Actor by) {
        var team = teams.get(id, by);
        return EntityTag.ok(response(team, by), team.version());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TeamResponse add(@Valid @RequestBody NewTeamRequest request, Actor by) {
        return response(idempotency.once(request, by, () -> teams.add(request.name(), by), Team::id, id -> teams.get(id, by)), by);
    }

    @PatchMapping("/{id}")
    ResponseEntity<TeamResponse> edit(
            @PathVariable long id, @RequestBody TeamRequest request, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Actor by) {
        var team = EntityTag.changed(() -> teams.edit(id, request.name(), request.memberIds(), EntityTag.version(ifMatch), by), () -> response(teams.get(id, by), by));
        return EntityTag.ok(response(team, by), team.version());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, Actor by) {
        teams.remove(id, by);
    }

    private TeamResponse response(Team team, Actor by) {
        var members = team.memberIds().stream().flatMap(id -> directory.agent(id).stream()).map(agent -> new NamedResponse(agent.id(), agent.name())).toList();
        return new TeamResponse(team.id(), team.version(), team.name(), members.size(), members, new Can(access.may(by, Permission.TEAM_MANAGE)));
    }
}
