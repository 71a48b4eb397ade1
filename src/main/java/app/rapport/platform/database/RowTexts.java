package app.rapport.platform.database;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /// @param columns the places of those that are written
    private record Shape(String table, BitSet columns, int rows) {}

    private static final Map<Shape, SqlText> INSERTS = new ConcurrentHashMap<>();
    private static final Map<Shape, SqlText> UPDATES = new ConcurrentHashMap<>();

    private RowTexts() {}

    /// @param rows of one table, with values in the same columns
    static Query insert(DSLContext db, List<? extends TableRecord<?>> rows) {
        var first = rows.getFirst();
        var columns = columns(first);
        if (!rows.stream().allMatch(row -> columns(row).equals(columns))) throw new IllegalArgumentException("Rows of " + first.getTable() + " with values in different columns");
        var text = INSERTS.computeIfAbsent(new Shape(first.getTable().getName(), columns, rows.size()), shape -> {
            var row = each(first, columns, field -> SqlText.PLACE, "(", ")");
            return SqlText.of("insert into " + db.render(first.getTable()) + each(first, columns, field -> name(db, field), " (", ")") + " values "
                    + String.join(", ", Collections.nCopies(shape.rows(), row)));
        });
        return db.query("{0}", text.with(rows.stream().flatMap(row -> values(row, columns)).toList()));
    }

    /// @param row the columns to be written; its id is another
    static <R extends TableRecord<R>> Query update(DSLContext db, R row, TableField<R, Long> idColumn, long id) {
        var columns = columns(row);
        var text = UPDATES.computeIfAbsent(new Shape(row.getTable().getName(), columns, 1), shape ->
                SqlText.of("update " + db.render(row.getTable()) + each(row, columns, field -> name(db, field) + " = " + SqlText.PLACE, " set ", "") + " where " + name(db, idColumn) + " = " + SqlText.PLACE));
        return db.query("{0}", text.with(Stream.concat(values(row, columns), Stream.of(DSL.val(id, idColumn))).toList()));
    }

    private static BitSet columns(Record row) {
        return IntStream.range(0, row.size()).filter(row::touched).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static String each(Record row, BitSet columns, Function<Field<?>, String> text, String before, String after) {
        var fields = row.fields();
        return columns.stream().mapToObj(i -> text.apply(fields[i])).collect(Collectors.joining(", ", before, after));
    }

    private static String name(DSLContext db, Field<?> field) {
        return db.render(field.getUnqualifiedName());
    }

    private static Stream<Param<?>> values(Record row, BitSet columns) {
        var fields = row.fields();
        return columns.stream().mapToObj(i -> DSL.val(row.get(i), fields[i].getDataType()));
    }
}
