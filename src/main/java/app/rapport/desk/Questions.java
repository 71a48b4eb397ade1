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
import app.rapport.workspace.Viewer;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Understands what people ask with `q`: of whom it is asked, `me` and names stand for somebody, and days are the company's.
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

    /// @throws Invalid `q` with position and rule
    Question read(@Nullable String q, Viewer viewer) {
        var context = new Context(time.now(), ZoneId.of(company.settings().zone()), names.of(viewer));
        try {
            var query = QueryLanguage.parse(q == null ? "" : q, fields, context);
            return new Question(fields.bind(query.condition(), context), query.words(), query.sort());
        } catch (InvalidQuery e) {
            throw new Invalid("q", e.code(), "At character " + (e.position() + 1) + (e.value().isEmpty() ? "." : ": " + e.value()));
        }
    }
}
