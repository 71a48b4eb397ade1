package app.rapport.desk;

import app.rapport.platform.Invalid;
import app.rapport.platform.rules.Bound;
import app.rapport.platform.rules.Context;
import app.rapport.platform.rules.Fields;
import app.rapport.platform.rules.InvalidQuery;
import app.rapport.platform.rules.Query;
import app.rapport.platform.rules.QueryLanguage;
import app.rapport.platform.time.Time;
import app.rapport.ticket.Ticket;
import app.rapport.workspace.Company;
import app.rapport.workspace.Settings;
import app.rapport.workspace.Viewer;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Understands what people ask with `q`: `me` is who asks, names stand for somebody, and days are those of the asker.
@Component
class Questions {

    /// @param holds for a ticket that answers; @param words that it has in it
    record Question(Bound<Ticket> holds, String words, Query.@Nullable Sort sort) {}

    private final Fields<Ticket> fields;
    private final Names names;
    private final Company company;
    private final Time time;

    Questions(Fields<Ticket> fields, Names names, Company company, Time time) {
        this.fields = fields;
        this.names = names;
        this.company = company;
        this.time = time;
    }

    /// @param zone of the asker, an IANA name; the company's when he says none
    /// @throws Invalid `zone`; `q` with position and rule
    Question read(@Nullable String q, @Nullable String zone, Viewer viewer) {
        var context = new Context(time.now(), zone(zone), names.of(viewer));
        try {
            var query = QueryLanguage.parse(q == null ? "" : q, fields, context);
            return new Question(fields.bind(query.condition(), context), query.words(), query.sort());
        } catch (InvalidQuery e) {
            var place = e.position() + 1;
            throw new Invalid(List.of(new Invalid.Error("q", e.code(), "At character " + place + (e.value().isEmpty() ? "." : ": " + e.value()), Map.of("character", place, "text", e.value()))));
        }
    }

    private ZoneId zone(@Nullable String name) {
        return name == null || name.isBlank() ? company.settings().zoneId() : Settings.zone(name);
    }
}
