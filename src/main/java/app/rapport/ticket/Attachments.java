package app.rapport.ticket;

import app.rapport.platform.NotFound;
import app.rapport.platform.files.FileVault;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.time.Time;
import app.rapport.ticket.store.AttachmentStore;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.io.InputStream;
import org.springframework.stereotype.Component;

/// Files on messages, and those that are uploaded to be sent.
@Component
public class Attachments {

    private final AttachmentStore store;
    private final FileVault files;
    private final Access access;
    private final Time time;

    Attachments(AttachmentStore store, FileVault files, Access access, Time time) {
        this.store = store;
        this.files = files;
        this.access = access;
        this.time = time;
    }

    /// Keeps a file for a message still to be written. It goes after a day when nothing uses it.
    public FileVault.Kept keep(InputStream content, Actor by) {
        access.require(by, Permission.TICKET_NOTE);
        return files.keep(content);
    }

    /// Gives a kept file its name.
    public Attachment add(String name, String contentType, FileVault.Kept kept, Actor by) {
        access.require(by, Permission.TICKET_NOTE);
        var clean = name.replaceAll(".*[/\\\\]", "").replaceAll("[\\p{Cntrl}]", "").strip();
        var shown = clean.isEmpty() ? "file" : clean.length() > 200 ? clean.substring(clean.length() - 200) : clean;
        return store.insert(new Attachment(0, kept.hash(), shown, contentType, kept.size(), false, null), null, by.id(), time.now());
    }

    /// For a link that is signed: whoever has it may.
    public Attachment get(long id) {
        return store.find(id).orElseThrow(NotFound::new);
    }
}
