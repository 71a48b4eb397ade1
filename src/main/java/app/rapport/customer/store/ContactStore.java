package app.rapport.customer.store;

import static app.rapport.customer.store.generated.Tables.CUSTOMER_CONTACT;
import static app.rapport.customer.store.generated.Tables.CUSTOMER_HANDLE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import app.rapport.customer.Contact;
import app.rapport.customer.Contacts.Sought;
import app.rapport.customer.Handle;
import app.rapport.customer.Resolution;
import app.rapport.platform.database.Rendered;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of contacts and their handles.
@Repository
public class ContactStore {

    private static final Field<List<Handle>> HANDLES = multiset(select(CUSTOMER_HANDLE.KIND, CUSTOMER_HANDLE.VALUE, CUSTOMER_HANDLE.DISPLAY)
                    .from(CUSTOMER_HANDLE).where(CUSTOMER_HANDLE.CONTACT_ID.eq(CUSTOMER_CONTACT.ID)).and(CUSTOMER_HANDLE.UNTIL.isNull())
                    .orderBy(CUSTOMER_HANDLE.ID))
            .convertFrom(rows -> rows.map(row -> new Handle(row.value1(), row.value2(), row.value3()))).as("handles");

    /// Looks first: an insert that meets the same value has used up two numbers. In one order, so that two such statements do not wait for each other.
    private static final String RESOLVE = """
            with sought as (
              select distinct on (base_id, kind, value) *
              from unnest({0}::bigint[], {1}::text[], {2}::text[], {3}::text[], {4}::text[]) with ordinality as sought (base_id, kind, value, display, name, n)
              order by base_id, kind, value, n),
            known as (
              select handle.contact_id, handle.id, base_id, kind, value from sought join customer_handle handle using (base_id, kind, value)
              where handle.scope = '' and handle.until is null),
            made as (
              insert into customer_handle (contact_id, base_id, kind, value, display, created_at)
              select nextval('workspace_person_seq'), base_id, kind, value, display, {5} from sought
              where (base_id, kind, value) not in (select base_id, kind, value from known) order by base_id, kind, value
              on conflict (base_id, kind, scope, value) where until is null do nothing
              returning contact_id, id, base_id, kind, value),
            contact as (
              insert into customer_contact (id, base_id, person_id, name, created_at, version)
              select made.contact_id, base_id, made.contact_id, name, {5}, 1 from made join sought using (base_id, kind, value))
            select contact_id, id, base_id, kind, value, false as made from known union all select contact_id, id, base_id, kind, value, true from made
            """;
    private static final Field<Boolean> MADE = field("made", Boolean.class);

    private final DSLContext db;
    private final Rendered.Several byIds;

    public ContactStore(DSLContext db) {
        this.db = db;
        this.byIds = Rendered.several(count -> rows(CUSTOMER_CONTACT.ID.in(Rendered.values(0, count, CUSTOMER_CONTACT.ID))));
    }

    /// Whose handle each is; made when it is nobody's. Empty when another transaction made it meanwhile: ask again, it has committed.
    public List<Optional<Resolution>> resolve(List<Sought> all, Instant at) {
        Map<Whose, Resolution> found = db.resultQuery(RESOLVE, val(all.stream().map(Sought::baseId).toArray(Long[]::new)),
                        strings(all, one -> one.handle().kind()), strings(all, one -> one.handle().value()), strings(all, one -> one.handle().display()),
                        strings(all, Sought::name), val(at, CUSTOMER_CONTACT.CREATED_AT))
                .coerce(CUSTOMER_HANDLE.CONTACT_ID, CUSTOMER_HANDLE.ID, CUSTOMER_HANDLE.BASE_ID, CUSTOMER_HANDLE.KIND, CUSTOMER_HANDLE.VALUE, MADE)
                .fetchMap(row -> new Whose(row.value3(), row.value4(), row.value5()),
                        row -> row.value6() ? new Resolution.Created(row.value1(), row.value2()) : new Resolution.Known(row.value1(), row.value2()));
        return all.stream().map(one -> Optional.ofNullable(found.get(new Whose(one.baseId(), one.handle().kind(), one.handle().value())))).toList();
    }

    private record Whose(long baseId, String kind, String value) {}

    private static Param<String[]> strings(List<Sought> all, Function<Sought, String> part) {
        return val(all.stream().map(part).toArray(String[]::new));
    }

    /// Those that are there.
    public List<Contact> contacts(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : byIds.with(db, ids).fetch(ContactStore::toContact);
    }

    /// Those with this e-mail address, or all.
    public List<Contact> list(@Nullable Handle handle, @Nullable Long afterId, int limit) {
        Condition condition = handle == null ? noCondition() : exists(selectOne().from(CUSTOMER_HANDLE)
                .where(CUSTOMER_HANDLE.CONTACT_ID.eq(CUSTOMER_CONTACT.ID)).and(CUSTOMER_HANDLE.KIND.eq(handle.kind()))
                .and(CUSTOMER_HANDLE.VALUE.eq(handle.value())).and(CUSTOMER_HANDLE.UNTIL.isNull()));
        return rows(condition.and(afterId == null ? noCondition() : CUSTOMER_CONTACT.ID.gt(afterId)))
                .orderBy(CUSTOMER_CONTACT.ID).limit(limit).fetch(ContactStore::toContact);
    }

    private SelectConditionStep<? extends Record> rows(Condition condition) {
        return db.select(CUSTOMER_CONTACT.fields()).select(HANDLES).from(CUSTOMER_CONTACT).where(condition);
    }

    private static Contact toContact(Record row) {
        var table = CUSTOMER_CONTACT;
        return new Contact(row.get(table.ID), row.get(table.BASE_ID), row.get(table.PERSON_ID), row.get(table.NAME), row.get(table.LOCALE),
                row.get(table.ZONE), row.get(table.CREATED_AT), row.get(HANDLES), row.get(table.VERSION));
    }
}
