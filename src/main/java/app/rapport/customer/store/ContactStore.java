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
import app.rapport.customer.Handle;
import app.rapport.customer.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
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

    /// Looks first: an insert that meets the same value has used up two numbers.
    private static final String RESOLVE = """
            with known as (
              select contact_id, id from customer_handle
              where base_id = {0} and kind = {1} and scope = '' and value = {2} and until is null),
            handle as (
              insert into customer_handle (contact_id, base_id, kind, value, display, created_at)
              select nextval('workspace_person_seq'), {0}, {1}, {2}, {3}, {4} where not exists (select from known)
              on conflict (base_id, kind, scope, value) where until is null do nothing
              returning contact_id, id),
            contact as (
              insert into customer_contact (id, base_id, person_id, name, created_at, version)
              select contact_id, {0}, contact_id, {5}, {4}, 1 from handle)
            select contact_id, id, false as made from known union all select contact_id, id, true from handle
            """;
    private static final Field<Boolean> MADE = field("made", Boolean.class);

    private final DSLContext db;

    public ContactStore(DSLContext db) {
        this.db = db;
    }

    /// Whose handle it is; made when it is nobody's. Empty when another transaction made it meanwhile: ask again, it has committed.
    public Optional<Resolution> resolve(long baseId, Handle handle, String name, Instant at) {
        return db.resultQuery(RESOLVE, val(baseId), val(handle.kind()), val(handle.value()), val(handle.display()), val(at, CUSTOMER_CONTACT.CREATED_AT), val(name))
                .coerce(CUSTOMER_HANDLE.CONTACT_ID, CUSTOMER_HANDLE.ID, MADE)
                .fetchOptional(row -> row.value3() ? new Resolution.Created(row.value1(), row.value2()) : new Resolution.Known(row.value1(), row.value2()));
    }

    public Optional<Contact> contact(long id) {
        return rows(CUSTOMER_CONTACT.ID.eq(id)).fetchOptional(ContactStore::toContact);
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
        return db.select(CUSTOMER_CONTACT.asterisk(), HANDLES).from(CUSTOMER_CONTACT).where(condition);
    }

    private static Contact toContact(Record row) {
        var table = CUSTOMER_CONTACT;
        return new Contact(row.get(table.ID), row.get(table.BASE_ID), row.get(table.PERSON_ID), row.get(table.NAME), row.get(table.LOCALE),
                row.get(table.ZONE), row.get(table.CREATED_AT), row.get(HANDLES), row.get(table.VERSION));
    }
}
