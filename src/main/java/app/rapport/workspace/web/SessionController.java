package app.rapport.workspace.web;

import app.rapport.platform.ServerSettings;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.ClientAddresses;
import app.rapport.platform.web.Page;
import app.rapport.workspace.Agent;
import app.rapport.workspace.Agents;
import app.rapport.workspace.Me;
import app.rapport.workspace.Session;
import app.rapport.workspace.Sessions;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Signing in and out, one's own sessions, one's own preferences.
@RestController
@RequestMapping("/api/v1")
class SessionController {

    record SignInRequest(@NotBlank @Size(max = 254) String email, @NotBlank @Size(max = 1000) String password) {}

    record PreferencesRequest(
            @Nullable String name,
            @Schema(allowableValues = {"en", "de"}) @Nullable String locale, @Schema(minimum = "0", maximum = "60") @Nullable Integer undoSendSeconds,
            @Schema(allowableValues = {"stay", "next", "list"}) @Nullable String afterSend) {}

    record SessionResponse(long id, boolean current, Instant createdAt, Instant lastUsedAt, @Nullable String userAgent, @Nullable String address) {}

    private final Sessions sessions;
    private final Agents agents;
    private final ServerSettings settings;
    private final ClientAddresses clients;

    SessionController(Sessions sessions, Agents agents, ServerSettings settings, ClientAddresses clients) {
        this.sessions = sessions;
        this.agents = agents;
        this.settings = settings;
        this.clients = clients;
    }

    @PostMapping("/session")
    Me signIn(@Valid @RequestBody SignInRequest request, HttpServletRequest http, HttpServletResponse response) {
        var signedIn = sessions.signIn(request.email(), request.password(), clients.of(http), http.getHeader(HttpHeaders.USER_AGENT));
        return welcome(signedIn, response);
    }

    Me welcome(Sessions.SignedIn signedIn, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(signedIn.secret(), Duration.ofDays(365)));
        var by = new Actor("agent", signedIn.session().agentId(), "desk");
        return agents.me(by);
    }

    @GetMapping("/session")
    Me me(Actor by) {
        return agents.me(by);
    }

    @PatchMapping("/session")
    Me prefer(@RequestBody PreferencesRequest request, Actor by) {
        var now = agents.get(by.id(), by).preferences();
        var wanted = new Agent.Preferences(request.locale() == null ? now.locale() : request.locale(),
                request.undoSendSeconds() == null ? now.undoSendSeconds() : request.undoSendSeconds(),
                request.afterSend() == null ? now.afterSend() : request.afterSend());
        agents.editOneself(request.name(), wanted, by);
        return agents.me(by);
    }

    @DeleteMapping("/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(Actor by, HttpServletResponse response) {
        sessions.end(Sessions.ofRequest().map(Session::id).orElse(0L), by);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
    }

    @GetMapping("/sessions")
    Page<SessionResponse> list(Actor by) {
        var current = Sessions.ofRequest().orElse(null);
        return new Page<>(sessions.list(by).stream().map(session -> new SessionResponse(session.id(), current != null && current.id() == session.id(),
                session.createdAt(), session.lastUsedAt(), session.userAgent(), session.address())).toList(), null);
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable long id, Actor by) {
        sessions.end(id, by);
    }

    private String cookie(String value, Duration age) {
        return ResponseCookie.from(SignInFilter.COOKIE, value).httpOnly(true).sameSite("Lax").path("/").maxAge(age)
                .secure("https".equals(settings.publicUrl().getScheme())).build().toString();
    }
}
