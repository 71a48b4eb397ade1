package app.rapport.ticket.store;

import static app.rapport.ticket.store.generated.Tables.TICKET_ATTACHMENT;

import app.rapport.platform.files.FileHash;
import app.rapport.ticket.Attachment;
import app.rapport.ticket.InboundMessage;
import app.rapport.ticket.store.generated.tables.records.TicketAttachmentRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The rows of attachments.
@Repository
public class AttachmentStore {

    private final DSLContext db;

    public AttachmentStore(DSLContext db) {
        this.db = db;
    }

    /// @param messageId null for one that is uploaded and not sent yet; then `ownerId` says who may use it
    public Attachment insert(Attachment attachment, @Nullable Long messageId, @Nullable Long ownerId, Instant at) {
        var id = db.insertInto(TICKET_ATTACHMENT)
                .set(TICKET_ATTACHMENT.MESSAGE_ID, messageId).set(TICKET_ATTACHMENT.OWNER_ID, ownerId)
                .set(TICKET_ATTACHMENT.FILE, attachment.file().bytes()).set(TICKET_ATTACHMENT.NAME, attachment.name())
                .set(TICKET_ATTACHMENT.CONTENT_TYPE, attachment.contentType()).set(TICKET_ATTACHMENT.SIZE, attachment.size())
                .set(TICKET_ATTACHMENT.INLINE, attachment.inline()).set(TICKET_ATTACHMENT.CONTENT_ID, attachment.contentId())
                .set(TICKET_ATTACHMENT.CREATED_AT, at)
                .returning(TICKET_ATTACHMENT.ID).fetchSingle().getId();
        return new Attachment(id, attachment.file(), attachment.name(), attachment.contentType(), attachment.size(), attachment.inline(), attachment.contentId());
    }

    /// What came with a message.
    public void insert(List<InboundMessage.File> files, long messageId, Instant at) {
        for (var file : files) insert(new Attachment(0, file.file(), file.name(), file.contentType(), file.size(), file.inline(), file.contentId()), messageId, null, at);
    }

    /// Gives loose attachments of this owner to a message; how many were his and loose.
    public int attach(Collection<Long> ids, long ownerId, long messageId) {
        if (ids.isEmpty()) return 0;
        return db.update(TICKET_ATTACHMENT).set(TICKET_ATTACHMENT.MESSAGE_ID, messageId)
                .where(TICKET_ATTACHMENT.ID.in(ids)).and(TICKET_ATTACHMENT.OWNER_ID.eq(ownerId)).and(TICKET_ATTACHMENT.MESSAGE_ID.isNull())
                .execute();
    }

    /// Makes a withdrawn message's attachments loose again.
    public void detach(long messageId, long ownerId, Instant at) {
        db.update(TICKET_ATTACHMENT).setNull(TICKET_ATTACHMENT.MESSAGE_ID).set(TICKET_ATTACHMENT.OWNER_ID, ownerId).set(TICKET_ATTACHMENT.CREATED_AT, at)
                .where(TICKET_ATTACHMENT.MESSAGE_ID.eq(messageId)).execute();
    }

    public List<Attachment> loose(Collection<Long> ids, long ownerId) {
        return db.selectFrom(TICKET_ATTACHMENT)
                .where(TICKET_ATTACHMENT.ID.in(ids)).and(TICKET_ATTACHMENT.OWNER_ID.eq(ownerId)).and(TICKET_ATTACHMENT.MESSAGE_ID.isNull())
                .orderBy(TICKET_ATTACHMENT.ID).fetch(AttachmentStore::toAttachment);
    }

    public Optional<Attachment> find(long id) {
        return db.selectFrom(TICKET_ATTACHMENT).where(TICKET_ATTACHMENT.ID.eq(id)).fetchOptional(AttachmentStore::toAttachment);
    }

    public Map<Long, List<Attachment>> ofMessages(Collection<Long> messageIds) {
        return db.selectFrom(TICKET_ATTACHMENT).where(TICKET_ATTACHMENT.MESSAGE_ID.in(messageIds)).orderBy(TICKET_ATTACHMENT.ID)
                .fetchGroups(TICKET_ATTACHMENT.MESSAGE_ID, AttachmentStore::toAttachment);
    }

    /// Uploads that nobody sent and no draft holds, older than `before`: they go, and their files with them.
    public int deleteLoose(Instant before) {
        return db.deleteFrom(TICKET_ATTACHMENT)
                .where(TICKET_ATTACHMENT.MESSAGE_ID.isNull()).and(TICKET_ATTACHMENT.CREATED_AT.lt(before))
                .and("not exists (select from ticket_draft d where ticket_attachment.id = any (d.attachment_ids))")
                .execute();
    }

    /// Which of these files some attachment still names.
    public Set<FileHash> referenced(Collection<FileHash> files) {
        return db.selectDistinct(TICKET_ATTACHMENT.FILE).from(TICKET_ATTACHMENT)
                .where(TICKET_ATTACHMENT.FILE.in(files.stream().map(FileHash::bytes).toList()))
                .fetch(row -> new FileHash(row.value1())).stream().collect(Collectors.toSet());
    }

    private static Attachment toAttachment(TicketAttachmentRecord row) {
        return new Attachment(row.getId(), new FileHash(row.getFile()), row.getName(), row.getContentType(), row.getSize(), row.getInline(), row.getContentId());
    }
}
