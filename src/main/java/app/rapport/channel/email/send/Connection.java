package app.rapport.channel.email.send;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// One open connection to an account's server, signed in.
final class Connection {

    private static final int MAILS = 100;

    private final SMTPTransport transport;
    private final Session session;
    private long lastUsed = System.nanoTime();
    private int mails;

    private Connection(SMTPTransport transport, Session session) {
        this.transport = transport;
        this.session = session;
    }

    static Connection open(SmtpAccount account, boolean international, SenderSettings settings) throws MessagingException {
        var session = Session.getInstance(properties(account, international, settings));
        var transport = (SMTPTransport) session.getTransport("smtp");
        transport.connect(account.host(), account.port(), null, null);
        try {
            signIn(transport, account);
            return new Connection(transport, session);
        } catch (MessagingException e) {
            transport.close();
            throw e;
        }
    }

    private static Properties properties(SmtpAccount account, boolean international, SenderSettings settings) {
        var properties = new Properties();
        properties.put("mail.smtp.localhost", settings.hostname());
        properties.put("mail.smtp.connectiontimeout", "" + settings.connect().toMillis());
        properties.put("mail.smtp.timeout", "" + settings.answer().toMillis());
        properties.put("mail.smtp.writetimeout", "" + settings.answer().toMillis());
        properties.put("mail.smtp.auth", "false");
        properties.put("mail.smtp.sendpartial", "false");
        properties.put("mail.smtp.starttls.enable", "" + (account.security() == SmtpAccount.Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", "" + (account.security() == SmtpAccount.Security.STARTTLS));
        properties.put("mail.smtp.ssl.enable", "" + (account.security() == SmtpAccount.Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        // Then it asks for SMTPUTF8 with each mail, and some server on its way may not have it.
        properties.put("mail.mime.allowutf8", "" + international);
        properties.put("mail.smtp.socketFactory", settings.sockets());
        // Otherwise what our sockets refuse is connected to by others.
        properties.put("mail.smtp.socketFactory.fallback", "false");
        // Over TLS the library takes sockets from here and encrypts them; given a factory that encrypts it would connect by itself.
        if (account.security() == SmtpAccount.Security.TLS) properties.put("mail.smtp.ssl.socketFactory", settings.sockets());
        else if (settings.trusted() != null) properties.put("mail.smtp.ssl.socketFactory", settings.trusted());
        return properties;
    }

    // By hand, since Angus, asked for a mechanism that the server does not offer, tries another with the same secret.
    private static void signIn(SMTPTransport transport, SmtpAccount account) throws MessagingException {
        var username = account.username();
        if (username == null || username.isEmpty()) return;
        var password = account.password() == null ? "" : account.password();
        if (account.security() != SmtpAccount.Security.NONE && !transport.isSSL()) throw new Refused(454, "The line is not encrypted");
        var offered = mechanisms(transport);
        if (offered.contains("PLAIN")) {
            expect(transport, "AUTH PLAIN " + base64("\0" + username + "\0" + password), 235);
        } else if (offered.contains("LOGIN")) {
            expect(transport, "AUTH LOGIN", 334);
            expect(transport, base64(username), 334);
            expect(transport, base64(password), 235);
        } else throw new Refused(504, "The server offers neither PLAIN nor LOGIN to sign in with");
    }

    private static List<String> mechanisms(SMTPTransport transport) {
        var offered = transport.getExtensionParameter("AUTH");
        return offered == null ? List.of() : Arrays.asList(offered.toUpperCase(Locale.ROOT).split("\\s+"));
    }

    private static void expect(SMTPTransport transport, String command, int wanted) throws MessagingException {
        var code = transport.simpleCommand(command);
        if (code != wanted) throw new Refused(code, transport.getLastServerResponse());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The account, not the mail, is at fault.
    static final class Refused extends MessagingException {
        final int code;

        Refused(int code, String text) {
            super(text);
            this.code = code;
        }
    }

    /// Whether it may be used again; asks the server (NOOP).
    boolean isFresh(Duration keep) {
        return mails < MAILS && System.nanoTime() - lastUsed < keep.toNanos() && transport.isConnected();
    }

    boolean isOver(Duration keep) {
        return System.nanoTime() - lastUsed >= keep.toNanos();
    }

    Session session() {
        return session;
    }

    SMTPTransport use() {
        mails++;
        lastUsed = System.nanoTime();
        return transport;
    }

    void close() {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // It was closed from the other side: nothing is left to do.
        }
    }
}
