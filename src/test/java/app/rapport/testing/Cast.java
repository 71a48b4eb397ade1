package app.rapport.testing;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The people of all tests: agents Ada and Grace, customer Linus, the stranger Eve, mailbox *Support*.
public final class Cast {

    public static final String SUPPORT = "support@example.com";
    public static final String LINUS = "linus@example.org";
    public static final String EVE = "eve@example.net";

    private final int smtpPort;
    private int sent;

    public Cast(int smtpPort) {
        this.smtpPort = smtpPort;
    }

    public void writes(String from, String subject, String text, Map<String, String> headers) {
        writes(from, SUPPORT, subject, text, headers);
    }

    public void writes(String from, String to, String subject, String text, Map<String, String> headers) {
        try {
            var properties = new Properties();
            properties.setProperty("mail.smtp.host", "127.0.0.1");
            properties.setProperty("mail.smtp.port", "" + smtpPort);
            var mail = new MimeMessage(Session.getInstance(properties)) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    if (getHeader("Message-ID", null) == null) setHeader("Message-ID", "<" + ++sent + "." + System.nanoTime() + "@example.org>");
                }
            };
            mail.setFrom(new InternetAddress(from));
            mail.setRecipient(RecipientType.TO, new InternetAddress(to));
            mail.setSubject(subject, "UTF-8");
            mail.setText(text, "UTF-8");
            for (var header : headers.entrySet()) mail.setHeader(header.getKey(), header.getValue());
            Transport.send(mail);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String subject(MimeMessage mail) {
        try {
            return String.valueOf(mail.getSubject());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A mail server of the outside world reports (RFC 3464) on a mail of ours.
    ///
    /// @param action failed or delayed; @param status for example 5.1.1
    public void reportsOn(@Nullable String messageId, String address, String action, String status) {
        reports(reportOn(messageId, address, action, status));
    }

    public void reports(String report) {
        try (var client = RawClient.greeted(smtpPort)) {
            client.deliver("", SUPPORT, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A report as [#reportsOn] sends it.
    public static String reportOn(@Nullable String messageId, String address, String action, String status) {
        return """
                From: Mail Delivery System <mailer-daemon@example.org>
                To: <support@example.com>
                Subject: Delivery Status Notification
                Message-ID: <%s@example.org>
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=r

                --r
                Content-Type: text/plain

                About your mail.
                --r
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; %s
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; %s so it is
                --r
                Content-Type: text/rfc822-headers

                Message-ID: %s
                --r--
                """.formatted("report" + System.nanoTime(), address, action, status, status, messageId).replace("\n", "\r\n");
    }

    /// What a mailbox of the support team needs to send to `port` on this machine.
    public static Map<String, Object> supportMailbox(int port, boolean acknowledges) {
        return Map.of("kind", "email", "name", "Support", "address", SUPPORT, "outbound", Map.of("host", "127.0.0.1", "port", port, "security", "none"),
                "acknowledgement", Map.of("enabled", acknowledges));
    }

    /// A header, or none.
    public static Map<String, String> inReplyTo(@Nullable String messageId) {
        return messageId == null ? Map.of() : Map.of("In-Reply-To", messageId);
    }
}
