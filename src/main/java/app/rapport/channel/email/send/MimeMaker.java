package app.rapport.channel.email.send;

import app.rapport.channel.email.mime.MailAddress;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.MailStreamProvider;

/// Gives a mail its MIME form: mixed ( alternative ( text, related ( html, pictures ) ), attachments ), each level only when needed.
final class MimeMaker {

    private static final class Message extends SMTPMessage {

        private final String id;

        Message(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }

    // Named, or else the library looks through all jars for it, once for each part of each mail.
    static {
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
    }

    private MimeMaker() {}

    static SMTPMessage make(OutgoingMail mail, Session session) throws MessagingException, IOException {
        var message = new Message(session, oneLine(mail.messageId()));
        message.setEnvelopeFrom(mail.envelopeSender().isEmpty() ? "<>" : mail.envelopeSender());
        message.setFrom(address(mail.from()));
        if (!mail.replyTo().isEmpty()) message.setReplyTo(addresses(mail.replyTo()));
        message.setRecipients(RecipientType.TO, addresses(mail.to()));
        if (!mail.cc().isEmpty()) message.setRecipients(RecipientType.CC, addresses(mail.cc()));
        message.setSubject(oneLine(mail.subject()), "UTF-8");
        message.setSentDate(Date.from(mail.date()));
        threading(mail, message);
        if (mail.autoSubmitted() != null) message.setHeader("Auto-Submitted", ascii(mail.autoSubmitted()));
        for (var header : mail.headers().entrySet()) message.setHeader(ascii(header.getKey()), ascii(header.getValue()));
        body(mail, message);
        message.saveChanges();
        return message;
    }

    private static void threading(OutgoingMail mail, SMTPMessage message) throws MessagingException {
        if (mail.inReplyTo() != null && isId(mail.inReplyTo())) message.setHeader("In-Reply-To", "<" + mail.inReplyTo() + ">");
        var references = mail.references().stream().filter(MimeMaker::isId).map(id -> "<" + id + ">").collect(Collectors.joining("\r\n "));
        if (!references.isEmpty()) message.setHeader("References", references);
    }

    // The ids of others come as they wrote them. Of a character beyond Latin-1 the library writes half, which may be a line break.
    private static boolean isId(String id) {
        return id.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static void body(OutgoingMail mail, SMTPMessage message) throws MessagingException, IOException {
        if (mail.attachments().isEmpty()) {
            content(mail, message);
            return;
        }
        var mixed = new MimeMultipart("mixed");
        var first = new MimeBodyPart();
        content(mail, first);
        mixed.addBodyPart(first);
        for (var file : mail.attachments()) mixed.addBodyPart(file(file, Part.ATTACHMENT));
        message.setContent(mixed);
    }

    private static void content(OutgoingMail mail, jakarta.mail.internet.MimePart part) throws MessagingException, IOException {
        if (mail.html() == null) {
            part.setText(mail.text(), "UTF-8");
            return;
        }
        var alternative = new MimeMultipart("alternative");
        var text = new MimeBodyPart();
        text.setText(mail.text(), "UTF-8");
        alternative.addBodyPart(text);
        alternative.addBodyPart(html(mail.html(), mail.inline()));
        part.setContent(alternative);
    }

    private static MimeBodyPart html(String html, List<OutgoingFile> pictures) throws MessagingException, IOException {
        var body = new MimeBodyPart();
        body.setText(html, "UTF-8", "html");
        if (pictures.isEmpty()) return body;
        var related = new MimeMultipart("related");
        related.addBodyPart(body);
        for (var picture : pictures) related.addBodyPart(file(picture, Part.INLINE));
        var whole = new MimeBodyPart();
        whole.setContent(related);
        return whole;
    }

    private static MimeBodyPart file(OutgoingFile file, String disposition) throws MessagingException {
        var part = new MimeBodyPart();
        // Base64 is not allowed for messages and multiparts (RFC 2046 5.2.1), so they travel as bytes.
        var type = file.contentType().matches("(?i)(?:message|multipart)/.*") ? "application/octet-stream" : ascii(file.contentType());
        part.setDataHandler(new DataHandler(new Streamed(file, type)));
        part.setFileName(oneLine(file.name()));
        part.setDisposition(disposition);
        part.setHeader("Content-Transfer-Encoding", "base64");
        if (file.contentId() != null) part.setContentID("<" + ascii(file.contentId()) + ">");
        return part;
    }

    private record Streamed(OutgoingFile file, String type) implements DataSource {

        @Override
        public InputStream getInputStream() throws IOException {
            return file.source().open();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("Only for reading");
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getName() {
            return file.name();
        }
    }

    private static InternetAddress[] addresses(List<MailAddress> addresses) throws IOException {
        var all = new InternetAddress[addresses.size()];
        for (var i = 0; i < all.length; i++) all[i] = address(addresses.get(i));
        return all;
    }

    private static InternetAddress address(MailAddress address) throws IOException {
        var name = oneLine(address.name());
        return name.isEmpty() ? new InternetAddress(oneLine(address.address()), null)
                : new InternetAddress(oneLine(address.address()), name, StandardCharsets.UTF_8.name());
    }

    private static String ascii(String text) {
        return oneLine(text).replaceAll("[^\\p{ASCII}]", "?");
    }

    // A line break in a value would begin a header of its own.
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
