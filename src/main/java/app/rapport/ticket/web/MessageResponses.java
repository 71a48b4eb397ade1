package app.rapport.ticket.web;

import app.rapport.platform.crypto.Signer;
import app.rapport.platform.time.Time;
import app.rapport.ticket.Attachment;
import app.rapport.ticket.Author;
import app.rapport.ticket.Message;
import app.rapport.ticket.spi.Dispatch;
import app.rapport.ticket.web.MessageResponse.AddressResponse;
import app.rapport.ticket.web.MessageResponse.AttachmentResponse;
import app.rapport.ticket.web.MessageResponse.AuthorResponse;
import app.rapport.workspace.Directory;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts names, links and the state of delivery beside messages.
@Component
class MessageResponses {

    static final String FILE_LINK = "file";
    private static final Duration LINK_HOLDS = Duration.ofHours(1);

    private final Directory directory;
    private final Dispatch dispatch;
    private final Signer signer;
    private final Time time;

    MessageResponses(Directory directory, Dispatch dispatch, Signer signer, Time time) {
        this.directory = directory;
        this.dispatch = dispatch;
        this.signer = signer;
        this.time = time;
    }

    List<MessageResponse> of(List<Message> messages) {
        var outgoing = messages.stream().filter(message -> message.direction() == Message.Direction.OUT && message.visibility() == Message.Visibility.PUBLIC).map(Message::id).toList();
        var states = dispatch.states(outgoing);
        return messages.stream().map(message -> new MessageResponse(message.id(), message.kind(), automatic(message), message.medium(), author(message.author()),
                addresses(message, "to"), addresses(message, "cc"), message.subject(), html(message), message.body().text(), message.body().visibleText(),
                message.body().quotedHtml(), message.body().remotePictures(), message.body().appearance(),
                message.attachments().stream().map(this::attachment).toList(), states.get(message.id()), message.clientMessageId(), message.at())).toList();
    }

    AttachmentResponse attachment(Attachment attachment) {
        return new AttachmentResponse(attachment.id(), attachment.name(), attachment.contentType(), attachment.size(), link(attachment), attachment.inline());
    }

    private String link(Attachment attachment) {
        return "/content/files/" + signer.signUntil(FILE_LINK, attachment.id(), time.now().plus(LINK_HOLDS));
    }

    /// Inline pictures of a mail get their link here, since links hold for an hour only.
    private String html(Message message) {
        var html = message.body().html();
        for (var attachment : message.attachments()) {
            if (attachment.contentId() == null) continue;
            html = html.replace("data-content-id=\"" + attachment.contentId() + "\"", "src=\"" + link(attachment) + "\"");
        }
        return html;
    }

    private static @org.jspecify.annotations.Nullable String automatic(Message message) {
        return "acknowledgement".equals(message.automatic()) ? "auto-reply" : message.automatic();
    }

    private AuthorResponse author(Author author) {
        var name = author.name() != null && !author.name().isBlank() ? author.name() : author.kind() == Author.Kind.AGENT ? directory.name("agent", author.id()) : author.address();
        return new AuthorResponse(author.kind().key(), author.id(), name == null ? "" : name, author.address());
    }

    private static List<AddressResponse> addresses(Message message, String role) {
        return message.recipients().stream().filter(recipient -> recipient.role().equals(role)).map(recipient -> new AddressResponse(recipient.address(), recipient.name())).toList();
    }
}
