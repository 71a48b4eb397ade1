package app.rapport.ticket;

import app.rapport.platform.files.FileHash;
import org.jspecify.annotations.Nullable;

/// A file that belongs to a message or, not sent yet, to whoever uploaded it.
///
/// @param size bytes; @param contentId what an inline picture is called in the HTML of its mail
public record Attachment(long id, FileHash file, String name, String contentType, long size, boolean inline, @Nullable String contentId) {}
