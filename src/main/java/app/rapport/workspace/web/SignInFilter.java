package app.rapport.workspace.web;

import app.rapport.platform.journal.Actor;
import app.rapport.workspace.Access;
import app.rapport.workspace.ApiTokens;
import app.rapport.workspace.Session;
import app.rapport.workspace.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Finds out who asks: by API token, or by the session that the cookie names.
class SignInFilter extends OncePerRequestFilter {

    static final String COOKIE = "rapport_session";
    private static final List<String> OPEN = List.of("/content/", "/health/", "/assets/");
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final ApiTokens tokens;
    private final HandlerExceptionResolver problems;

    SignInFilter(Sessions sessions, ApiTokens tokens, HandlerExceptionResolver problems) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        try {
            signIn(request);
        } catch (RuntimeException e) {
            // The database is away: said like any other failure, in the one place that words them.
            problems.resolveException(request, response, null, e);
            return;
        }
        chain.doFilter(request, response);
    }

    /// What is the same for everybody.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OPEN.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    private void signIn(HttpServletRequest request) {
        var bearer = bearer(request);
        if (bearer != null) {
            tokens.find(bearer).ifPresent(token -> signedIn(Access.byToken(token.agentId(), token.id()), null));
        } else {
            session(request).ifPresent(session -> signedIn(new Actor("agent", session.agentId(), "desk"), session));
        }
    }

    static @Nullable String bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : null;
    }

    private Optional<Session> session(HttpServletRequest request) {
        return secret(request).flatMap(sessions::find);
    }

    static Optional<String> secret(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        return Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(COOKIE)).map(Cookie::getValue).findFirst();
    }

    private static void signedIn(Actor actor, @Nullable Session session) {
        var authentication = new PreAuthenticatedAuthenticationToken(actor, "", List.of());
        authentication.setDetails(session);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }
}
