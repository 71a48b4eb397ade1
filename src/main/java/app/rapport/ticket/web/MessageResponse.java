package app.rapport.ticket.web;

import app.rapport.ticket.spi.Dispatch;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as the API gives it.
///
/// @param contentUrl the body as a page of its own, for 10 minutes; of what came in
/// @param contentUrlWithPictures the same with its pictures from elsewhere, if it has some
record MessageResponse(
        long id, @Schema(allowableValues = {"inbound", "reply", "note", "auto"}) String kind,
        @Schema(allowableValues = {"auto-reply", "out-of-office", "bounce", "complaint", "list"}) @Nullable String automatic, String channel, AuthorResponse author,
        List<AddressResponse> to, List<AddressResponse> cc, String subject, String bodyHtml, String bodyText, String visibleText, String quotedHtml,
        @Nullable String contentUrl, @Nullable String contentUrlWithPictures, boolean hasRemotePictures,
        @Schema(allowableValues = {"plain", "simple", "designed"}) String appearance, List<AttachmentResponse> attachments,
        Dispatch.@Nullable State delivery, @Nullable String clientMessageId, Instant at) {

    record AuthorResponse(@Schema(allowableValues = {"agent", "contact", "system"}) String kind, long id, String name, @Nullable String address) {}

    record AddressResponse(String address, String name) {}

    record AttachmentResponse(long id, String name, String contentType, long size, String url, boolean inline) {}
}
