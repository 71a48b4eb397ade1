package app.rapport.ticket;

import app.rapport.platform.files.FileHash;
import app.rapport.platform.files.FileReferences;
import app.rapport.ticket.store.AttachmentStore;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What attachments name is not collected.
@Component
class AttachmentFiles implements FileReferences {

    private final AttachmentStore attachments;

    AttachmentFiles(AttachmentStore attachments) {
        this.attachments = attachments;
    }

    @Override
    public Set<FileHash> referencedAmong(Collection<FileHash> hashes) {
        return attachments.referenced(hashes);
    }
}
