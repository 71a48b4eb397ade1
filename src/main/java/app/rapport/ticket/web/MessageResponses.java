package app.rapport.ticket.web;

import app.rapport.ticket.Attachment;
import app.rapport.ticket.Author;
import app.rapport.ticket.Message;
import app.rapport.ticket.spi.Dispatch;
import app.rapport.ticket.web.MessageResponse.AddressResponse;
import app.rapport.ticket.web.MessageResponse.AttachmentResponse;
import app.rapport.ticket.web.MessageResponse.AuthorResponse;
import app.rapport.workspace.Directory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts names, links and the state of delivery beside messages.
@Component
class MessageResponses {

    private final Directory directory;
    private final Dispatch dispatch;
    private final ContentLinks links;

    MessageResponses(Directory directory, Dispatch dispatch, ContentLinks links) {
        this.directory = directory;
        this.dispatch = dispatch;
        this.links = links;
    }

    List<MessageResponse> of(List<Message> messages) {
        var outgoing = messages.stream().filter(message -> message.direction() == Message.Direction.OUT && message.visibility() == Message.Visibility.PUBLIC).map(Message::id).toList();
        var states = dispatch.states(outgoing);
        return messages.stream().map(message -> new MessageResponse(message.id(), message.kind(), automatic(message), message.medium(), author(message.author()),
                addresses(message, "to"), addresses(message, "cc"), message.subject(), links.withInlinePictures(message.body().html(), message), message.body().text(),
                message.body().visibleText(), links.withInlinePictures(message.body().quotedHtml(), message), contentUrl(message, false), contentUrl(message, true),
                message.body().remotePictures(), message.body().appearance(),
                message.attachments().stream().map(this::attachment).toList(), states.get(message.id()), message.clientMessageId(), message.at())).toList();
    }

    AttachmentResponse attachment(Attachment attachment) {
        return new AttachmentResponse(attachment.id(), attachment.name(), attachment.contentType(), attachment.size(), links.file(attachment), attachment.inline());
    }

    private @Nullable String contentUrl(Message message, boolean withPictures) {
        if (message.direction() != Message.Direction.IN || withPictures && !message.body().remotePictures()) return null;
        return links.mail(message, withPictures);
    }

    private static @Nullable String automatic(Message message) {
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
