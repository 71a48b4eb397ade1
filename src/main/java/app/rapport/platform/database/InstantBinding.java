package app.rapport.platform.database;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.impl.AbstractBinding;

/// How times travel: as the driver's own values. jOOQ's own way writes a text of each and reads that again, which was the most
/// expensive part of reading a row.
public final class InstantBinding extends AbstractBinding<OffsetDateTime, Instant> {

    private static final Converter<OffsetDateTime, Instant> CONVERTER =
            Converter.ofNullable(OffsetDateTime.class, Instant.class, OffsetDateTime::toInstant, InstantBinding::inUtc);

    @Override
    public Converter<OffsetDateTime, Instant> converter() {
        return CONVERTER;
    }

    @Override
    public void get(BindingGetResultSetContext<Instant> context) throws SQLException {
        context.value(CONVERTER.from(context.resultSet().getObject(context.index(), OffsetDateTime.class)));
    }

    @Override
    public void set(BindingSetStatementContext<Instant> context) throws SQLException {
        context.statement().setObject(context.index(), CONVERTER.to(context.value()));
    }

    private static OffsetDateTime inUtc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
