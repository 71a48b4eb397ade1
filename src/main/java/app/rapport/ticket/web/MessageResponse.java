package app.rapport.ticket.web;

import app.rapport.ticket.spi.Dispatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as the API gives it.
///
/// @param contentUrl the body as a page of its own, for 10 minutes; of what came in
/// @param contentUrlWithPictures the same with its pictures from elsewhere, if it has some
record MessageResponse(
        long id, String kind, @Nullable String automatic, String channel, AuthorResponse author, List<AddressResponse> to, List<AddressResponse> cc, String subject,
        String bodyHtml, String bodyText, String visibleText, String quotedHtml, @Nullable String contentUrl, @Nullable String contentUrlWithPictures,
        boolean hasRemotePictures, String appearance, List<AttachmentResponse> attachments,
        Dispatch.@Nullable State delivery, @Nullable String clientMessageId, Instant at) {

    record AuthorResponse(String kind, long id, String name, @Nullable String address) {}

    record AddressResponse(String address, String name) {}

    record AttachmentResponse(long id, String name, String contentType, long size, String url, boolean inline) {}
}
