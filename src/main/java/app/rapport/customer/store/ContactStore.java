package app.rapport.customer.store;

import static app.rapport.customer.store.generated.Tables.CUSTOMER_CONTACT;
import static app.rapport.customer.store.generated.Tables.CUSTOMER_HANDLE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

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

    private final DSLContext db;

    public ContactStore(DSLContext db) {
        this.db = db;
    }

    public Optional<Resolution> find(long baseId, Handle handle) {
        return db.select(CUSTOMER_HANDLE.CONTACT_ID, CUSTOMER_HANDLE.ID).from(CUSTOMER_HANDLE)
                .where(CUSTOMER_HANDLE.BASE_ID.eq(baseId)).and(CUSTOMER_HANDLE.KIND.eq(handle.kind())).and(CUSTOMER_HANDLE.SCOPE.eq(""))
                .and(CUSTOMER_HANDLE.VALUE.eq(handle.value())).and(CUSTOMER_HANDLE.UNTIL.isNull())
                .fetchOptional(row -> new Resolution.Known(row.value1(), row.value2()));
    }

    /// Makes the contact, unless another transaction made one for this handle first: then empty, after that one has committed.
    public Optional<Resolution> create(long baseId, Handle handle, String name, Instant at) {
        var contact = db.select(org.jooq.impl.DSL.field("nextval('workspace_person_seq')", Long.class)).fetchSingle().value1();
        var made = db.insertInto(CUSTOMER_HANDLE)
                .set(CUSTOMER_HANDLE.CONTACT_ID, contact).set(CUSTOMER_HANDLE.BASE_ID, baseId).set(CUSTOMER_HANDLE.KIND, handle.kind())
                .set(CUSTOMER_HANDLE.VALUE, handle.value()).set(CUSTOMER_HANDLE.DISPLAY, handle.display()).set(CUSTOMER_HANDLE.CREATED_AT, at)
                .onConflict(CUSTOMER_HANDLE.BASE_ID, CUSTOMER_HANDLE.KIND, CUSTOMER_HANDLE.SCOPE, CUSTOMER_HANDLE.VALUE)
                .where(CUSTOMER_HANDLE.UNTIL.isNull()).doNothing()
                .returning(CUSTOMER_HANDLE.ID).fetchOptional(CUSTOMER_HANDLE.ID);
        made.ifPresent(handleId -> db.insertInto(CUSTOMER_CONTACT)
                .set(CUSTOMER_CONTACT.ID, contact).set(CUSTOMER_CONTACT.BASE_ID, baseId).set(CUSTOMER_CONTACT.PERSON_ID, contact)
                .set(CUSTOMER_CONTACT.NAME, name).set(CUSTOMER_CONTACT.CREATED_AT, at).set(CUSTOMER_CONTACT.VERSION, 1L)
                .execute());
        return made.map(handleId -> new Resolution.Created(contact, handleId));
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
