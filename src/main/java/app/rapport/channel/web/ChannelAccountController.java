package app.rapport.channel.web;

import app.rapport.channel.ChannelAccount;
import app.rapport.channel.ChannelAccounts;
import app.rapport.channel.MailboxSettings;
import app.rapport.channel.MailboxSettings.Acknowledgement;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.EntityTag;
import app.rapport.platform.web.Idempotency;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.workspace.Access;
import app.rapport.workspace.Directory;
import app.rapport.workspace.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
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

/// Mailboxes.
@RestController
@RequestMapping("/api/v1/channel-accounts")
class ChannelAccountController {

    record OutboundBody(@NotBlank String host, @Min(1) @Max(65535) int port, @Schema(allowableValues = {"none", "starttls", "tls"}) @NotBlank String security, @Size(max = 254) @Nullable String username,
            @Size(max = 1000) @Nullable String password) {
        MailboxSettings.Outbound toSettings() {
            return new MailboxSettings.Outbound(host, port, security, username == null || username.isBlank() ? null : username);
        }
    }

    record AcknowledgementBody(boolean enabled, @Nullable String subject, @Nullable String body) {
        Acknowledgement toSettings() {
            return new Acknowledgement(enabled, orUsual(subject), orUsual(body));
        }

        private static @Nullable String orUsual(@Nullable String template) {
            return template == null || template.isBlank() ? null : template;
        }
    }

    record NewAccountRequest(
            @Schema(allowableValues = {"email"}) @NotBlank String kind, @NotBlank String name, @NotBlank String address, @NotNull @Valid OutboundBody outbound,
            @Nullable AcknowledgementBody acknowledgement, @Nullable Long teamId) {}

    record AccountRequest(
            @Nullable String name, @Nullable Boolean active, @Nullable Optional<Long> teamId, @Valid @Nullable OutboundBody outbound,
            @Nullable AcknowledgementBody acknowledgement) {}

    record OutboundResponse(String host, int port, @Schema(allowableValues = {"none", "starttls", "tls"}) String security, @Nullable String username, boolean hasPassword) {}

    record Can(boolean edit) {}

    @Schema(name = "Named")
    record TeamResponse(long id, String name) {}

    @Schema(name = "ChannelAccount")
    record AccountResponse(
            long id, long version, @Schema(allowableValues = {"email"}) String kind, String name, String address, boolean active, OutboundResponse outbound, Acknowledgement acknowledgement,
            @Nullable TeamResponse team, @Nullable String problem, Can can) {}

    private final ChannelAccounts accounts;
    private final Access access;
    private final Directory directory;
    private final Idempotency idempotency;

    ChannelAccountController(ChannelAccounts accounts, Access access, Directory directory, Idempotency idempotency) {
        this.accounts = accounts;
        this.access = access;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    @GetMapping
    Page<AccountResponse> list(Paging paging, Actor by) {
        return Page.of(accounts.list(paging.afterId(), paging.fetch(), by), paging.size(), ChannelAccount::id).map(account -> response(account, by));
    }

    @GetMapping("/{id}")
    ResponseEntity<AccountResponse> get(@PathVariable long id, Actor by) {
        var account = accounts.get(id, by);
        return EntityTag.ok(response(account, by), account.version());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AccountResponse add(@Valid @RequestBody NewAccountRequest request, Actor by) {
        var wanted = new ChannelAccounts.Wanted(null, null, Optional.ofNullable(request.teamId()), request.outbound().toSettings(),
                request.acknowledgement() == null ? null : request.acknowledgement().toSettings(), request.outbound().password());
        var account = idempotency.once(request, by, () -> accounts.add(request.kind(), request.name(), request.address(), wanted, by), ChannelAccount::id, id -> accounts.get(id, by));
        return response(account, by);
    }

    @PatchMapping("/{id}")
    ResponseEntity<AccountResponse> edit(
            @PathVariable long id, @Valid @RequestBody AccountRequest request, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Actor by) {
        var outbound = request.outbound();
        var wanted = new ChannelAccounts.Wanted(request.name(), request.active(), request.teamId(), outbound == null ? null : outbound.toSettings(),
                request.acknowledgement() == null ? null : request.acknowledgement().toSettings(), outbound == null ? null : outbound.password());
        var account = EntityTag.changed(() -> accounts.edit(id, wanted, EntityTag.version(ifMatch), by), () -> response(accounts.get(id, by), by));
        return EntityTag.ok(response(account, by), account.version());
    }

    private AccountResponse response(ChannelAccount account, Actor by) {
        var outbound = account.settings().outbound();
        return new AccountResponse(account.id(), account.version(), account.kind(), account.name(), account.address(), account.active(),
                new OutboundResponse(outbound.host(), outbound.port(), outbound.security(), outbound.username(), account.hasPassword()),
                account.settings().acknowledgement(), team(account.teamId()), account.problem(), new Can(access.may(by, Permission.CHANNEL_MANAGE)));
    }

    private @Nullable TeamResponse team(@Nullable Long id) {
        return id == null ? null : directory.team(id).map(team -> new TeamResponse(team.id(), team.name())).orElse(null);
    }
}
