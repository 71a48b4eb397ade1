package app.rapport.platform.rules;

import app.rapport.testing.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// A subject that only the tests of the rules know, with a field of every type, and one that lies in another module's view.
record Parcel(long id, @Nullable String label, @Nullable Long weight, @Nullable Long owner, @Nullable String state, @Nullable String grade,
        @Nullable List<String> tags, @Nullable Instant sent, @Nullable Boolean fragile, @Nullable Long rating) {

    static final List<String> GRADES = List.of("low", "normal", "high", "urgent");
    static final Map<String, Long> AGENTS = Map.of("me", 1L, "Grace", 2L, "4", 3L);

    static final Table<?> PARCEL = DSL.table("parcel");
    static final org.jooq.Field<Long> ID = DSL.field("parcel.id", SQLDataType.BIGINT);

    private static final Table<?> RATING = DSL.table("parcel_v_rating");
    private static final org.jooq.Field<String> GRADE = DSL.field("parcel.grade", SQLDataType.SMALLINT)
            .convert(String.class, code -> GRADES.get(code), grade -> (short) GRADES.indexOf(grade));

    static final Fields<Parcel> FIELDS = new Fields<>(List.of(
            Field.text("label", Parcel::label, DSL.field("parcel.label_folded", SQLDataType.CLOB)).foldsFrom("parcel.labelled"),
            Field.number("weight", Parcel::weight, DSL.field("parcel.weight", SQLDataType.INTEGER)).foldsFrom("parcel.weighed").inLists(),
            Field.reference("owner", "agent", Parcel::owner, DSL.field("parcel.owner_id", SQLDataType.BIGINT)),
            Field.choice("state", List.of("made", "sent", "lost"), Parcel::state, DSL.field("parcel.state", SQLDataType.CLOB)),
            Field.scale("grade", GRADES, Parcel::grade, GRADE),
            Field.tags("tag", Parcel::tags, DSL.field("parcel.tags", SQLDataType.CLOB.array())),
            Field.moment("sent", Parcel::sent, DSL.field("parcel.sent", SQLDataType.INSTANT)).inLists(),
            Field.flag("fragile", Parcel::fragile, DSL.field("parcel.fragile", SQLDataType.BOOLEAN)),
            Field.number("rating", Parcel::rating, DSL.field("parcel_v_rating.rating", SQLDataType.BIGINT))
                    .through(RATING, DSL.condition("parcel_v_rating.parcel_id = parcel.id"))));

    static Context at(String now) {
        return new Context(Instant.parse(now), ZoneId.of("Europe/Berlin"), (kind, word) -> kind.equals("agent") ? AGENTS.get(word) : null);
    }

    static void createTable(TestDatabase database) {
        database.db().execute("""
                create table parcel (id bigint primary key, label_folded text collate "C", weight integer, owner_id bigint, state text,
                  grade smallint, tags text[], sent timestamptz, fragile boolean)""");
        database.db().execute("create table parcel_rating (parcel_id bigint primary key, rating bigint)");
        database.db().execute("create view parcel_v_rating as select parcel_id, rating from parcel_rating");
    }

    void insert(TestDatabase database) {
        database.db().execute("insert into parcel values (?, ?, ?, ?, ?, ?, ?::text[], ?::timestamptz, ?)", id, label == null ? null : Folding.fold(label),
                weight, owner, state, grade == null ? null : GRADES.indexOf(grade), tags == null ? null : tags.toArray(String[]::new),
                sent == null ? null : sent.toString(), fragile);
        if (rating != null) database.db().execute("insert into parcel_rating values (?, ?)", id, rating);
    }
}
