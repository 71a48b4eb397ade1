package app.rapport.workspace.web;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Problem;
import app.rapport.workspace.Access;
import app.rapport.workspace.ApiTokens;
import app.rapport.workspace.Permission;
import app.rapport.workspace.Sessions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Who must be signed in for what. What he may do there is decided by [Access], inside each command and query.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String DESK_POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            + "font-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain security(HttpSecurity http, Sessions sessions, ApiTokens tokens, Access access,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) throws Exception {
        // Only a cookie is sent without being asked for; what comes without one needs no protection from that.
        RequestMatcher withoutCookie = request -> SignInFilter.bearer(request) != null || SignInFilter.secret(request).isEmpty();
        return http
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .anonymous(anonymous -> {})
                .csrf(csrf -> csrf.spa().ignoringRequestMatchers(withoutCookie).ignoringRequestMatchers(SecurityConfiguration::opensSession))
                .headers(headers -> headers
                        .frameOptions(frame -> frame.sameOrigin())
                        .referrerPolicy(referrer -> referrer.policy(org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
                        .addHeaderWriter((request, response) -> {
                            if (!response.containsHeader("Content-Security-Policy")) response.setHeader("Content-Security-Policy", DESK_POLICY);
                        }))
                .addFilterBefore(new SignInFilter(sessions, tokens, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(HttpMethod.POST, "/api/v1/session", "/api/v1/setup").permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/setup", "/api/v1/bootstrap", "/api/v1/openapi.json").permitAll()
                        .requestMatchers("/api/**").authenticated()
                        .requestMatchers("/metrics").access((authentication, context) -> new AuthorizationDecision(
                                authentication.get().getPrincipal() instanceof Actor actor && access.may(actor, Permission.OPERATIONS_MANAGE)))
                        .anyRequest().permitAll())
                .exceptionHandling(errors -> errors
                        .authenticationEntryPoint((request, response, e) -> Problem.of(HttpStatus.UNAUTHORIZED, "not-signed-in", "Sign in first, or send an API token.").writeTo(response))
                        .accessDeniedHandler((request, response, e) -> {
                            if (e instanceof CsrfException) Problem.of(HttpStatus.FORBIDDEN, "csrf-token", "Send the cookie XSRF-TOKEN's value in the header X-XSRF-TOKEN.").writeTo(response);
                            else Problem.of(HttpStatus.FORBIDDEN, "forbidden", "This is not permitted.").writeTo(response);
                        }))
                .build();
    }

    /// Under `/content` a signed link alone counts: no cookie is looked at, none is set.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain contentSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/content/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET).permitAll().anyRequest().denyAll())
                .build();
    }

    /// Timing each filter of each request costs more than the filters do.
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /// We have our own; this keeps Spring Boot from making up a user with a password in the log.
    @Bean
    UserDetailsService noUsers() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    private static boolean opensSession(jakarta.servlet.http.HttpServletRequest request) {
        return request.getMethod().equals("POST") && (request.getRequestURI().equals("/api/v1/session") || request.getRequestURI().equals("/api/v1/setup"));
    }
}
