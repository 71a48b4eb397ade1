package app.rapport.workspace.web;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.EntityTag;
import app.rapport.platform.web.Idempotency;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.workspace.Access;
import app.rapport.workspace.Agent;
import app.rapport.workspace.Agents;
import app.rapport.workspace.Directory;
import app.rapport.workspace.Permission;
import app.rapport.workspace.Role;
import app.rapport.workspace.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Agents and roles.
@RestController
@RequestMapping("/api/v1")
class AgentController {

    record ScopeBody(boolean all, @Nullable Set<Long> teamIds, @Nullable Set<Long> brandIds, boolean own) {
        Scope toScope() {
            return new Scope(all, teamIds == null ? Set.of() : teamIds, brandIds == null ? Set.of() : brandIds, own);
        }
    }

    record NewAgentRequest(
            @NotBlank String name, @NotBlank String email, @NotNull Role role, @Nullable String password, @Nullable Set<Long> teamIds, @Nullable ScopeBody scope) {}

    record AgentRequest(
            @Nullable String name, @Nullable String email, @Nullable Role role, @Nullable Boolean active, @Nullable Set<Long> teamIds, @Nullable ScopeBody scope,
            @Nullable String password) {}

    record Can(boolean edit) {}

    record AgentResponse(
            long id, long version, String name, String email, Role role, boolean active, List<NamedResponse> teams, Scope scope, @Nullable Instant lastSeenAt,
            Instant createdAt, Can can) {}

    record RoleResponse(Role key, List<String> permissions) {}

    private final Agents agents;
    private final Access access;
    private final Directory directory;
    private final Idempotency idempotency;

    AgentController(Agents agents, Access access, Directory directory, Idempotency idempotency) {
        this.agents = agents;
        this.access = access;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    @GetMapping("/agents")
    Page<AgentResponse> list(Paging paging, Actor by) {
        return Page.of(agents.list(paging.afterId(), paging.fetch(), by), paging.size(), Agent::id).map(agent -> response(agent, by));
    }

    @GetMapping("/agents/{id}")
    ResponseEntity<AgentResponse> get(@PathVariable long id, Actor by) {
        var agent = agents.get(id, by);
        return EntityTag.ok(response(agent, by), agent.version());
    }

    @PostMapping("/agents")
    @ResponseStatus(HttpStatus.CREATED)
    AgentResponse add(@Valid @RequestBody NewAgentRequest request, Actor by) {
        var scope = request.scope() == null ? Scope.ALL : request.scope().toScope();
        var teams = request.teamIds() == null ? Set.<Long>of() : request.teamIds();
        var wanted = new Agents.NewAgent(request.name(), request.email(), request.role(), request.password(), teams, scope);
        return response(idempotency.once(request, by, () -> agents.add(wanted, by), Agent::id, id -> agents.get(id, by)), by);
    }

    @PatchMapping("/agents/{id}")
    ResponseEntity<AgentResponse> edit(
            @PathVariable long id, @RequestBody AgentRequest request, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Actor by) {
        var edit = new Agent.Edit(request.name(), request.email(), request.role(), request.active(),
                request.scope() == null ? null : request.scope().toScope(), request.teamIds());
        var agent = EntityTag.changed(() -> agents.edit(id, edit, request.password(), EntityTag.version(ifMatch), by), () -> response(agents.get(id, by), by));
        return EntityTag.ok(response(agent, by), agent.version());
    }

    @GetMapping("/roles")
    Page<RoleResponse> roles(Actor by) {
        access.require(by, Permission.AGENT_VIEW);
        return new Page<>(Arrays.stream(Role.values()).map(role -> new RoleResponse(role, role.permissions().stream().map(Permission::key).toList())).toList(), null);
    }

    private AgentResponse response(Agent agent, Actor by) {
        return new AgentResponse(agent.id(), agent.version(), agent.name(), agent.email(), agent.role(), agent.active(),
                NamedResponse.teams(agent.teamIds(), directory), agent.scope(), agent.lastSeenAt(), agent.createdAt(), new Can(access.may(by, Permission.AGENT_MANAGE)));
    }
}
