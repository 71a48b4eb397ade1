package app.rapport.desk.store;

import static app.rapport.desk.store.generated.Tables.TICKET_V_TICKETS;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.trueCondition;

import app.rapport.desk.View;
import app.rapport.workspace.Viewer;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Pages of ticket ids, by keyset, each served by an index.
@Repository
public class ListStore {

    private final DSLContext db;

    public ListStore(DSLContext db) {
        this.db = db;
    }

    /// By number, newest first unless `ascending`.
    public List<Long> page(@Nullable View view, Viewer viewer, @Nullable Long contactId, @Nullable String status, @Nullable Long after, boolean ascending, int limit) {
        var table = TICKET_V_TICKETS;
        var cursor = after == null ? noCondition() : ascending ? table.TICKET_ID.gt(after) : table.TICKET_ID.lt(after);
        return db.select(table.TICKET_ID).from(table)
                .where(of(view, viewer)).and(scope(viewer)).and(cursor)
                .and(contactId == null ? noCondition() : table.CONTACT_ID.eq(contactId))
                .and(status == null ? noCondition() : table.STATUS.eq(status))
                .orderBy(ascending ? table.TICKET_ID.asc() : table.TICKET_ID.desc()).limit(limit)
                .fetch(table.TICKET_ID);
    }

    static Condition of(@Nullable View view, Viewer viewer) {
        var table = TICKET_V_TICKETS;
        if (view == null) return trueCondition();
        // Written just like the condition of the partial indexes, so that they serve it.
        var awake = table.STATUS.in(org.jooq.impl.DSL.inline("new"), org.jooq.impl.DSL.inline("open"), org.jooq.impl.DSL.inline("pending"), org.jooq.impl.DSL.inline("on-hold"))
                .and(table.SNOOZED_UNTIL.isNull());
        return switch (view) {
            case MINE -> awake.and(table.ASSIGNEE_ID.eq(viewer.agentId()));
            case MY_TEAMS -> awake.and(table.TEAM_ID.in(viewer.teamIds()));
            case UNASSIGNED -> awake.and(table.ASSIGNEE_ID.isNull());
            case OPEN -> awake;
        };
    }

    /// What the viewer may see: the SQL form of [app.rapport.workspace.Scope].
    static Condition scope(Viewer viewer) {
        var table = TICKET_V_TICKETS;
        var scope = viewer.scope();
        if (scope.all()) return noCondition();
        var brands = scope.brandIds().isEmpty() ? noCondition() : table.BRAND_ID.in(scope.brandIds());
        if (scope.coversWholeBrands()) return brands;
        var teams = scope.teamIds().isEmpty() ? falseCondition() : table.TEAM_ID.in(scope.teamIds());
        return brands.and(scope.own() ? teams.or(table.ASSIGNEE_ID.eq(viewer.agentId())) : teams);
    }
}
