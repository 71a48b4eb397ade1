package app.rapport.desk.store;

import static app.rapport.desk.store.generated.Tables.TICKET_V_TICKETS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import app.rapport.platform.rules.Bound;
import app.rapport.platform.rules.SqlConditions;
import app.rapport.ticket.Ticket;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record2;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Pages of ticket ids, by keyset, each served by an index.
@Repository
public class ListStore {

    /// @param cursor where the page after it starts
    public record Row(long id, String cursor) {}

    private static final Field<Long> ID = TICKET_V_TICKETS.TICKET_ID;

    private final DSLContext db;

    public ListStore(DSLContext db) {
        this.db = db;
    }

    /// The first rows that stand on one of the lines. Each line is read by itself: an index gives one line in order, and not several.
    ///
    /// @param among only these, when given
    public <T> List<Row> page(List<Bound<Ticket>> lines, @Nullable Collection<Long> among, ListOrder<T> order, int limit) {
        if (lines.isEmpty() || among != null && among.isEmpty()) return List.of();
        var more = after(order).and(among == null ? noCondition() : ID.in(among));
        // Written out: with a number it does not know the planner makes a new plan each time, which takes longer than reading the page.
        var rows = lines.stream().map(line -> line(line, more, order, inline(limit))).reduce(Select::union).orElseThrow().asTable("lines");
        Field<Long> id = field(name("ticket_id"), Long.class);
        Field<T> value = field(name("sorted"), order.by().column().getDataType());
        return db.select(id, value).from(rows).orderBy(sorted(value, id, order)).limit(inline(limit))
                .fetch(found -> new Row(found.value1(), order.cursor(found.value2(), found.value1())));
    }

    private <T> Select<Record2<Long, T>> line(Bound<Ticket> line, Condition more, ListOrder<T> order, Field<Integer> limit) {
        var compiled = SqlConditions.compile(line);
        var column = order.by().column();
        return db.select(ID, column.as("sorted")).from(compiled.from(TICKET_V_TICKETS)).where(compiled.where()).and(more)
                .orderBy(sorted(column, ID, order)).limit(limit);
    }

    private static <T> Condition after(ListOrder<T> order) {
        var cursor = order.after();
        if (cursor == null) return noCondition();
        if (order.isByNumber()) return order.descending() ? ID.lt(cursor.id()) : ID.gt(cursor.id());
        var here = row(order.by().column(), ID);
        return order.descending() ? here.lt(cursor.value(), cursor.id()) : here.gt(cursor.value(), cursor.id());
    }

    private static List<OrderField<?>> sorted(Field<?> value, Field<Long> id, ListOrder<?> order) {
        var byId = order.descending() ? id.desc() : id.asc();
        return order.isByNumber() ? List.of(byId) : List.of(order.descending() ? value.desc() : value.asc(), byId);
    }
}
