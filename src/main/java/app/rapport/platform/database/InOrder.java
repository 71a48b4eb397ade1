package app.rapport.platform.database;

import org.jooq.Field;
import org.jooq.Record;

/// Reads the values of a record one after the other, in the order in which they were selected. jOOQ looks a field up among all of
/// them each time, which is half of what it costs to make an object of many.
public final class InOrder {

    private final Record row;
    private int at;

    public InOrder(Record row) {
        this(row, 0);
    }

    /// @param from the place of the first value that is read
    public InOrder(Record row, int from) {
        this.row = row;
        this.at = from;
    }

    /// The next value, which must be this field's.
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> T next(Field<T> field) {
        if (row.field(at) != field) throw new IllegalStateException("At place " + at + " stands " + row.field(at) + ", not " + field);
        return (T) row.get(at++);
    }
}
