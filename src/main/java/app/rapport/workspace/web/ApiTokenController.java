package app.rapport.workspace.web;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Idempotency;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.workspace.ApiToken;
import app.rapport.workspace.ApiTokens;
import app.rapport.workspace.ApiTokens.Issued;
import app.rapport.workspace.Directory;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// API tokens for programs. The secret is in the answer that issues one, and nowhere afterwards.
@RestController
@RequestMapping("/api/v1/api-tokens")
class ApiTokenController {

    record NewTokenRequest(@NotBlank String name, @NotEmpty List<String> scopes, @Nullable Instant expiresAt) {}

    @Schema(name = "ApiToken")
    record TokenResponse(
            long id, String name, NamedResponse agent, List<String> scopes, Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant lastUsedAt,
            @Nullable String token) {}

    private final ApiTokens tokens;
    private final Directory directory;
    private final Idempotency idempotency;

    ApiTokenController(ApiTokens tokens, Directory directory, Idempotency idempotency) {
        this.tokens = tokens;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    @GetMapping
    Page<TokenResponse> list(Paging paging, Actor by) {
        return Page.of(tokens.list(paging.afterId(), paging.fetch(), by), paging.size(), ApiToken::id).map(token -> response(new Issued(token, null)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TokenResponse issue(@Valid @RequestBody NewTokenRequest request, Actor by) {
        return response(idempotency.once(request, by, () -> tokens.issue(request.name(), request.scopes(), request.expiresAt(), by),
                issued -> issued.token().id(), id -> new Issued(tokens.get(id, by), null)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable long id, Actor by) {
        tokens.end(id, by);
    }

    private TokenResponse response(Issued issued) {
        var token = issued.token();
        var agent = new NamedResponse(token.agentId(), String.valueOf(directory.name("agent", token.agentId())));
        return new TokenResponse(token.id(), token.name(), agent, token.scopes(), token.createdAt(), token.expiresAt(), token.lastUsedAt(), issued.secret());
    }
}
