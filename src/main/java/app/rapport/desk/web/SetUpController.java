package app.rapport.desk.web;

import app.rapport.channel.ChannelAccounts;
import app.rapport.channel.MailboxSettings;
import app.rapport.platform.Invalid;
import app.rapport.platform.ServerSettings;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.web.ClientAddresses;
import app.rapport.workspace.Agents;
import app.rapport.workspace.Company;
import app.rapport.workspace.Me;
import app.rapport.workspace.Role;
import app.rapport.workspace.Scope;
import app.rapport.workspace.SetUp;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The first steps: company, administrator, first mailbox, by the one-time link.
@RestController
@RequestMapping("/api/v1")
class SetUpController {

    record AdministratorBody(@NotBlank String name, @NotBlank String email, @NotBlank String password) {}

    record OutboundBody(@NotBlank String host, @Min(1) @Max(65535) int port, @Schema(allowableValues = {"none", "starttls", "tls"}) @NotBlank String security, @Size(max = 254) @Nullable String username,
            @Size(max = 1000) @Nullable String password) {}

    record MailboxBody(@NotBlank String name, @NotBlank String address, @NotNull @Valid OutboundBody outbound) {}

    record SetUpRequest(@NotBlank String token, @NotBlank String company, @NotNull @Valid AdministratorBody administrator, @Valid @Nullable MailboxBody mailbox) {}

    record SetUpState(boolean needed, boolean tokenValid) {}

    record Bootstrap(@Nullable Me me, @Nullable String company, boolean setupNeeded, String locale, String zone, boolean streamAvailable, Map<String, Object> settings, int incarnation, long position) {}

    private final SetUp setUp;
    private final ChannelAccounts accounts;
    private final Company company;
    private final Journal journal;
    private final ServerSettings settings;
    private final Agents agents;
    private final ClientAddresses clients;

    SetUpController(SetUp setUp, ChannelAccounts accounts, Company company, Journal journal, ServerSettings settings, Agents agents, ClientAddresses clients) {
        this.setUp = setUp;
        this.accounts = accounts;
        this.company = company;
        this.journal = journal;
        this.settings = settings;
        this.agents = agents;
        this.clients = clients;
    }

    @GetMapping("/setup")
    SetUpState state(@RequestParam(required = false) @Nullable String token) {
        return new SetUpState(setUp.isNeeded(), setUp.isNeeded() && setUp.isLinkToken(token));
    }

    @PostMapping("/setup")
    Me open(@Valid @RequestBody SetUpRequest request, HttpServletRequest http, HttpServletResponse response) {
        var administrator = request.administrator();
        var agent = new Agents.NewAgent(administrator.name(), administrator.email(), Role.ADMINISTRATOR, administrator.password(), Set.of(), Scope.ALL);
        var signedIn = setUp.open(request.token(), request.company(), agent, by -> {
            var mailbox = request.mailbox();
            if (mailbox == null) return;
            var out = mailbox.outbound();
            try {
                accounts.add("email", mailbox.name(), mailbox.address(), new ChannelAccounts.Wanted(null, null, Optional.empty(),
                        new MailboxSettings.Outbound(out.host(), out.port(), out.security(), out.username()), null, out.password()), by);
            } catch (Invalid e) {
                throw e.within("mailbox");
            }
        }, clients.of(http), http.getHeader(HttpHeaders.USER_AGENT));
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from("rapport_session", signedIn.secret()).httpOnly(true).sameSite("Lax").path("/")
                .maxAge(java.time.Duration.ofDays(365)).secure("https".equals(settings.publicUrl().getScheme())).build().toString());
        return agents.me(new Actor("agent", signedIn.session().agentId(), "desk"));
    }

    @GetMapping("/bootstrap")
    Bootstrap bootstrap() {
        var chosen = company.settings();
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var me = authentication != null && authentication.getPrincipal() instanceof Actor by ? agents.me(by) : null;
        // An answer to all leaves ourselves out.
        var known = me == null ? Map.<String, Object>of() : Map.<String, Object>of("mailboxes", accounts.addresses());
        return new Bootstrap(me, chosen.company().isBlank() ? null : chosen.company(), setUp.isNeeded(), chosen.locale(), chosen.zone(), true, known, journal.incarnation(), journal.position());
    }
}
