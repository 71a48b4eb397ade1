package app.rapport.bench;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Rows of one table on their way into it by COPY.
final class Copy {

    private final String statement;
    private final StringBuilder rows = new StringBuilder();

    Copy(String table, String columns) {
        this.statement = "copy " + table + " (" + columns + ") from stdin";
    }

    /// In the order of the columns. A collection becomes an array.
    void row(@Nullable Object... values) {
        for (var i = 0; i < values.length; i++) {
            if (i > 0) rows.append('\t');
            append(values[i]);
        }
        rows.append('\n');
    }

    private void append(@Nullable Object value) {
        switch (value) {
            case null -> rows.append("\\N");
            case Collection<?> array -> escape(array.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
            case String text -> escape(text);
            default -> rows.append(value);
        }
    }

    private void escape(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\t' -> rows.append("\\t");
                default -> rows.append(c);
            }
        }
    }

    /// Writes what has come together, and forgets it.
    void flush(Connection connection) throws SQLException {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, new StringReader(rows.toString()));
            rows.setLength(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
