package app.rapport.channel.email;

import app.rapport.channel.ChannelAccount;
import app.rapport.channel.ChannelAccounts;
import app.rapport.channel.spi.Connector;
import app.rapport.platform.Invalid;
import app.rapport.platform.files.FileVault;
import app.rapport.platform.outbound.TargetCheck;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.UnknownHostException;
import java.util.Date;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.springframework.stereotype.Component;

/// Sends mail by SMTP, one recipient at a time, each with an id of his own that leads back to the ticket.
@Component
class EmailConnector implements Connector {

    private static final Pattern CODE = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");

    private final ChannelAccounts accounts;
    private final TargetCheck targets;
    private final FileVault files;
    private final MailIds ids;

    EmailConnector(ChannelAccounts accounts, TargetCheck targets, FileVault files, MailIds ids) {
        this.accounts = accounts;
        this.targets = targets;
        this.files = files;
        this.ids = ids;
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public String externalId(long outboundId, ChannelAccount account) {
        return ids.messageId(outboundId);
    }

    @Override
    public DeliveryResult send(Outbound outbound) {
        var account = outbound.account();
        try {
            var server = account.settings().outbound();
            var session = Session.getInstance(properties(account, targets.resolve(server.host()).getHostAddress(), outbound.id()));
            var mail = mail(session, outbound);
            try (var transport = (SMTPTransport) session.getTransport(server.security().equals("tls") ? "smtps" : "smtp")) {
                transport.connect(targets.resolve(server.host()).getHostAddress(), server.port(), server.username(), accounts.password(account.id()).orElse(null));
                transport.sendMessage(mail, new InternetAddress[] {new InternetAddress(outbound.address(), false)});
            }
            return new Delivered(ids.messageId(outbound.id()));
        } catch (UnknownHostException e) {
            return new TemporaryFailure("4.4.4 The mail server " + account.settings().outbound().host() + " cannot be found.");
        } catch (Invalid e) {
            return new TemporaryFailure("4.7.0 " + e.getMessage());
        } catch (MessagingException e) {
            return failure(e);
        } catch (IOException e) {
            return new TemporaryFailure("4.3.0 " + e.getMessage());
        }
    }

    private static Properties properties(ChannelAccount account, String host, long outboundId) {
        var server = account.settings().outbound();
        var protocol = server.security().equals("tls") ? "smtps" : "smtp";
        var properties = new Properties();
        properties.setProperty("mail." + protocol + ".host", host);
        properties.setProperty("mail." + protocol + ".auth", "" + (server.username() != null));
        properties.setProperty("mail." + protocol + ".connectiontimeout", "15000");
        properties.setProperty("mail." + protocol + ".timeout", "60000");
        properties.setProperty("mail." + protocol + ".writetimeout", "60000");
        properties.setProperty("mail." + protocol + ".starttls.required", "" + server.security().equals("starttls"));
        properties.setProperty("mail." + protocol + ".starttls.enable", "" + server.security().equals("starttls"));
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "false");
        properties.setProperty("mail.mime.allowutf8", "false");
        return properties;
    }

    private MimeMessage mail(Session session, Outbound outbound) throws MessagingException, IOException {
        var message = outbound.message();
        var account = outbound.account();
        var mail = new OurMessage(session, ids.messageId(outbound.id()));
        mail.setFrom(address(account.address(), outbound.authorName()));
        mail.setReplyTo(new InternetAddress[] {address(ids.replyAddress(account.address(), message.ticketId()), account.name())});
        for (var recipient : message.recipients()) {
            if (recipient.role().equals("bcc")) continue;
            mail.addRecipient(recipient.role().equals("to") ? RecipientType.TO : RecipientType.CC, address(recipient.address(), recipient.name()));
        }
        mail.setSubject(subject(outbound), "UTF-8");
        mail.setSentDate(Date.from(message.at()));
        if (!outbound.references().isEmpty()) {
            mail.setHeader("In-Reply-To", outbound.references().getLast());
            mail.setHeader("References", String.join("\r\n ", outbound.references()));
        }
        if (message.automatic() != null) {
            mail.setHeader("Auto-Submitted", "auto-replied");
            mail.setHeader("X-Auto-Response-Suppress", "All");
        }
        mail.setContent(content(outbound));
        mail.saveChanges();
        return mail;
    }

    private static String subject(Outbound outbound) {
        var subject = outbound.message().subject();
        if (outbound.message().automatic() != null || outbound.references().isEmpty()) return subject;
        return subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject;
    }

    private MimeMultipart content(Outbound outbound) throws MessagingException, IOException {
        var message = outbound.message();
        var alternative = new MimeMultipart("alternative");
        var text = new MimeBodyPart();
        text.setText(message.body().text(), "UTF-8", "plain");
        alternative.addBodyPart(text);
        var html = new MimeBodyPart();
        html.setText("<!doctype html><html><body>" + message.body().html() + "</body></html>", "UTF-8", "html");
        alternative.addBodyPart(html);
        if (message.attachments().isEmpty()) return alternative;
        var mixed = new MimeMultipart("mixed");
        var first = new MimeBodyPart();
        first.setContent(alternative);
        mixed.addBodyPart(first);
        for (var attachment : message.attachments()) {
            var part = new MimeBodyPart();
            try (var input = files.open(attachment.file())) {
                part.setDataHandler(new DataHandler(new ByteArrayDataSource(input, attachment.contentType())));
            }
            part.setFileName(attachment.name());
            part.setDisposition(jakarta.mail.Part.ATTACHMENT);
            mixed.addBodyPart(part);
        }
        return mixed;
    }

    private static InternetAddress address(String address, String name) throws UnsupportedEncodingException {
        return new InternetAddress(address, name.isBlank() ? null : name, "UTF-8");
    }

    /// 4xx and a broken line are worth another try; 5xx is not.
    private static DeliveryResult failure(MessagingException e) {
        for (Exception link = e; link != null; link = link instanceof MessagingException chained ? chained.getNextException() : null) {
            if (link instanceof SMTPAddressFailedException refused) return byCode(refused.getReturnCode(), String.valueOf(refused.getMessage()));
            if (link instanceof SMTPSendFailedException refused) return byCode(refused.getReturnCode(), String.valueOf(refused.getMessage()));
        }
        if (e instanceof SendFailedException) return new PermanentFailure("5.1.3 " + e.getMessage());
        return new TemporaryFailure("4.4.1 " + e.getMessage());
    }

    private static DeliveryResult byCode(int code, String said) {
        var line = said.replaceAll("\\s+", " ").strip();
        var reason = CODE.matcher(line).find() ? line : (code >= 500 ? "5.0.0 " : "4.0.0 ") + line;
        return code >= 500 ? new PermanentFailure(reason) : new TemporaryFailure(reason);
    }

    /// Angus makes up a Message-ID of its own unless it is told not to.
    private static final class OurMessage extends MimeMessage {
        private final String id;

        OurMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
