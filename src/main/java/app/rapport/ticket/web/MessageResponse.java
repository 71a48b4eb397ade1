package app.rapport.ticket.web;

import app.rapport.ticket.spi.Dispatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as the API gives it.
record MessageResponse(
        long id, String kind, @Nullable String automatic, String channel, AuthorResponse author, List<AddressResponse> to, List<AddressResponse> cc, String subject,
        String bodyHtml, String bodyText, String visibleText, String quotedHtml, boolean hasRemotePictures, String appearance, List<AttachmentResponse> attachments,
        Dispatch.@Nullable State delivery, @Nullable String clientMessageId, Instant at) {

    record AuthorResponse(String kind, long id, String name, @Nullable String address) {}

    record AddressResponse(String address, String name) {}

    record AttachmentResponse(long id, String name, String contentType, long size, String url, boolean inline) {}
}
