package app.rapport.workspace.web;

import app.rapport.platform.configuration.Configurations.Published;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.EntityTag;
import app.rapport.workspace.Company;
import app.rapport.workspace.Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the company as a whole has chosen.
@RestController
@RequestMapping("/api/v1/settings")
class SettingsController {

    record SettingsRequest(@Nullable String company, @Nullable String zone, @Schema(allowableValues = {"en", "de"}) @Nullable String locale, @Nullable Integer rawMailDays) {
        Settings applyTo(Settings before) {
            return new Settings(or(company, before.company()), or(zone, before.zone()), or(locale, before.locale()), or(rawMailDays, before.rawMailDays()));
        }

        private static <T> T or(@Nullable T wanted, T present) {
            return Objects.requireNonNullElse(wanted, present);
        }
    }

    record SettingsResponse(long version, String company, String zone, @Schema(allowableValues = {"en", "de"}) String locale, int rawMailDays) {
        static SettingsResponse of(Published<Settings> published) {
            var settings = published.body();
            return new SettingsResponse(published.version(), settings.company(), settings.zone(), settings.locale(), settings.rawMailDays());
        }
    }

    private final Company company;

    SettingsController(Company company) {
        this.company = company;
    }

    @GetMapping
    ResponseEntity<SettingsResponse> get(Actor by) {
        return tagged(company.get(by));
    }

    @PatchMapping
    ResponseEntity<SettingsResponse> change(
            @RequestBody SettingsRequest request, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Actor by) {
        return tagged(EntityTag.changed(() -> company.change(request::applyTo, EntityTag.version(ifMatch), by), () -> SettingsResponse.of(company.get(by))));
    }

    private static ResponseEntity<SettingsResponse> tagged(Published<Settings> published) {
        return EntityTag.ok(SettingsResponse.of(published), published.version());
    }
}
