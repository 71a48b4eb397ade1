package app.rapport.platform.database;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Context;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;

/// The text of a statement, cut where its values stand: jOOQ would search all of it for them each time, which costs as much as making
/// it anew.
final class SqlText {

    /// Stands in a text where a value belongs.
    static final String PLACE = "\0";

    private final List<String> pieces;

    private SqlText(List<String> pieces) {
        this.pieces = pieces;
    }

    /// @param text with [#PLACE] for each value
    static SqlText of(String text) {
        return new SqlText(List.of(text.split(PLACE, -1)));
    }

    /// @param params those of the query, in the order of its text
    static SqlText of(Select<?> query, List<Param<?>> params) {
        var text = query.getSQL();
        var db = DSL.using(query.configuration());
        var pieces = new ArrayList<String>();
        var from = 0;
        for (var param : params) {
            var place = db.render(param);
            var at = text.indexOf(place, from);
            if (at < 0) throw new IllegalArgumentException("There is no " + place + " after place " + from + " of " + text);
            pieces.add(text.substring(from, at));
            from = at + place.length();
        }
        pieces.add(text.substring(from));
        if (String.join("", pieces).contains("?")) throw new IllegalArgumentException("More question marks than values: " + text);
        return new SqlText(List.copyOf(pieces));
    }

    QueryPart with(List<? extends Param<?>> values) {
        if (values.size() != pieces.size() - 1) throw new IllegalArgumentException(values.size() + " values for " + (pieces.size() - 1) + " places");
        return new Filled(pieces, values);
    }

    private static final class Filled extends CustomQueryPart {
        private final List<String> pieces;
        private final List<? extends Param<?>> values;

        Filled(List<String> pieces, List<? extends Param<?>> values) {
            this.pieces = pieces;
            this.values = values;
        }

        @Override
        public void accept(Context<?> context) {
            for (var i = 0; i < values.size(); i++) context.sql(pieces.get(i)).visit(values.get(i));
            context.sql(pieces.getLast());
        }
    }
}
