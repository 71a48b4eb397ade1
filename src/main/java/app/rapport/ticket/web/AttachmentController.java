package app.rapport.ticket.web;

import app.rapport.platform.NotFound;
import app.rapport.platform.files.FileVault;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Idempotency;
import app.rapport.ticket.Attachment;
import app.rapport.ticket.Attachments;
import app.rapport.ticket.web.MessageResponse.AttachmentResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Files: uploaded by agents, fetched by signed links that hold for an hour.
@RestController
class AttachmentController {

    /// What a browser may show by itself; all else is downloaded.
    static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Attachments attachments;
    private final FileVault files;
    private final MessageResponses responses;
    private final Idempotency idempotency;
    private final ContentLinks links;

    AttachmentController(Attachments attachments, FileVault files, MessageResponses responses, Idempotency idempotency, ContentLinks links) {
        this.attachments = attachments;
        this.files = files;
        this.responses = responses;
        this.idempotency = idempotency;
        this.links = links;
    }

    @PostMapping(path = "/api/v1/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    AttachmentResponse upload(@RequestPart MultipartFile file, Actor by) throws IOException {
        var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var type = file.getContentType() == null ? MediaType.APPLICATION_OCTET_STREAM_VALUE : file.getContentType();
        try (var input = file.getInputStream()) {
            var kept = attachments.keep(input, by);
            var request = List.of(name, type, kept.hash().toString());
            return responses.attachment(idempotency.once(request, by, () -> attachments.add(name, type, kept, by), Attachment::id, attachments::get));
        }
    }

    @GetMapping("/content/files/{signed}")
    ResponseEntity<InputStreamResource> content(@PathVariable String signed) {
        var id = links.fileOf(signed).orElseThrow(NotFound::new);
        var attachment = attachments.get(id);
        var shown = SHOWN.contains(attachment.contentType());
        var disposition = ContentDisposition.builder(shown ? "inline" : "attachment").filename(attachment.name(), StandardCharsets.UTF_8).build();
        return ResponseEntity.ok()
                .contentType(shown ? MediaType.parseMediaType(attachment.contentType()) : MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(attachment.size())
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .body(new InputStreamResource(files.open(attachment.file())));
    }
}
