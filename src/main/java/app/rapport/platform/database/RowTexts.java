package app.rapport.platform.database;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/// Inserts and updates of whole rows, whose texts are made once, as [Rendered] does it for queries.
final class RowTexts {

    /// @param what it does with the table; @param columns the places of those that are written
    private record Shape(String what, String table, BitSet columns, int rows) {}

    private static final Map<Shape, SqlText> TEXTS = new ConcurrentHashMap<>();

    private RowTexts() {}

    /// @param rows of one table, with values in the same columns
    static Query insert(DSLContext db, List<? extends TableRecord<?>> rows) {
        var first = rows.getFirst();
        var shape = shape("insert", rows);
        var text = TEXTS.computeIfAbsent(shape, none -> SqlText.of("insert into " + db.render(first.getTable()) + each(first, shape, field -> name(db, field), " (", ")")
                + " values " + String.join(", ", Collections.nCopies(rows.size(), each(first, shape, field -> SqlText.PLACE, "(", ")")))));
        return db.query("{0}", text.with(values(rows, shape)));
    }

    /// @param rows of one table, with values in the same columns, of which `id` is one
    static <R extends TableRecord<R>> Query update(DSLContext db, TableField<R, Long> id, List<R> rows) {
        var first = rows.getFirst();
        var shape = shape("update by " + id.getName(), rows);
        var text = TEXTS.computeIfAbsent(shape, none -> {
            var table = db.render(first.getTable());
            // The first row says of which type they are.
            var typed = each(first, shape, field -> "cast(" + SqlText.PLACE + " as " + field.getDataType().getCastTypeName(db.configuration()) + ")", "(", ")");
            var others = Collections.nCopies(rows.size() - 1, each(first, shape, field -> SqlText.PLACE, ", (", ")"));
            return SqlText.of("update " + table + each(first, shape, field -> field.equals(id) ? "" : name(db, field) + " = given." + name(db, field), " set ", "")
                    + " from (values " + typed + String.join("", others) + ") as given" + each(first, shape, field -> name(db, field), " (", ")")
                    + " where " + table + "." + name(db, id) + " = given." + name(db, id));
        });
        return db.query("{0}", text.with(values(rows, shape)));
    }

    private static Shape shape(String what, List<? extends TableRecord<?>> rows) {
        var table = rows.getFirst().getTable();
        var columns = columns(rows.getFirst());
        if (!rows.stream().allMatch(row -> columns(row).equals(columns))) throw new IllegalArgumentException("Rows of " + table + " with values in different columns");
        return new Shape(what, table.getName(), columns, rows.size());
    }

    private static BitSet columns(Record row) {
        return IntStream.range(0, row.size()).filter(row::touched).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static List<Param<?>> values(List<? extends Record> rows, Shape shape) {
        var all = new ArrayList<Param<?>>();
        for (var row : rows) {
            var fields = row.fields();
            shape.columns.stream().forEach(i -> all.add(DSL.val(row.get(i), fields[i].getDataType())));
        }
        return all;
    }

    private static String each(Record row, Shape shape, Function<Field<?>, String> text, String before, String after) {
        var fields = row.fields();
        return shape.columns.stream().mapToObj(i -> text.apply(fields[i])).filter(one -> !one.isEmpty()).collect(Collectors.joining(", ", before, after));
    }

    private static String name(DSLContext db, Field<?> field) {
        return db.render(field.getUnqualifiedName());
    }
}
