package app.rapport.channel.email;

import app.rapport.channel.email.mime.MailAddress;
import app.rapport.channel.email.send.OutgoingFile;
import app.rapport.channel.email.send.OutgoingMail;
import app.rapport.channel.spi.Connector.Outbound;
import app.rapport.platform.files.FileVault;
import app.rapport.ticket.Attachment;
import app.rapport.ticket.InlinePictures;
import app.rapport.ticket.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Makes the mail of a message for one of its recipients.
@Component
class Composing {

    private final MailIds ids;
    private final FileVault files;

    Composing(MailIds ids, FileVault files) {
        this.ids = ids;
        this.files = files;
    }

    OutgoingMail mail(Outbound outbound) {
        var message = outbound.message();
        var mailbox = MailAddress.of(outbound.account().address(), "").address();
        var shown = new HashSet<Long>();
        var html = InlinePictures.linked(message.body().html(), message.attachments(), picture -> {
            shown.add(picture.id());
            return "cid:" + ids.contentId(picture.id());
        });
        var inline = message.attachments().stream().filter(file -> shown.contains(file.id())).map(file -> file(file, ids.contentId(file.id()))).toList();
        var attached = message.attachments().stream().filter(file -> !shown.contains(file.id())).map(file -> file(file, null)).toList();
        var references = outbound.references();
        var isAutomatic = message.automatic() != null;
        return new OutgoingMail(new MailAddress(mailbox, outbound.authorName()),
                List.of(new MailAddress(ids.replyAddress(mailbox, message.ticketId()), outbound.account().name())),
                addresses(message, "to"), addresses(message, "cc"), subject(outbound), "<!doctype html><html><body>" + html + "</body></html>",
                message.body().text(), inline, attached, ids.messageId(outbound.id()), references.isEmpty() ? null : references.getLast(), references,
                isAutomatic ? "auto-replied" : null, headers(outbound, isAutomatic), ids.bounceAddress(mailbox, outbound.id()), message.at());
    }

    private Map<String, String> headers(Outbound outbound, boolean isAutomatic) {
        var id = ids.messageId(outbound.id());
        // Exchange answers automatic mail unless it is told not to in its own way.
        return isAutomatic ? Map.of(MailIds.HEADER, id, "X-Auto-Response-Suppress", "All") : Map.of(MailIds.HEADER, id);
    }

    private static String subject(Outbound outbound) {
        var subject = outbound.message().subject();
        if (outbound.message().automatic() != null || outbound.references().isEmpty()) return subject;
        return subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject;
    }

    private OutgoingFile file(Attachment file, @org.jspecify.annotations.Nullable String contentId) {
        return new OutgoingFile(file.name(), file.contentType(), contentId, () -> files.open(file.file()));
    }

    private static List<MailAddress> addresses(Message message, String role) {
        return message.recipients().stream().filter(recipient -> recipient.role().equals(role))
                .map(recipient -> MailAddress.of(recipient.address(), recipient.name())).toList();
    }
}
