package app.rapport.channel.email.send;

import jakarta.mail.MessagingException;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// What an exception of the mail library means for the mail.
final class Failures {

    private static final int LONGEST = 500;
    private static final Pattern ENHANCED = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    // The mail library's note on whose sockets it used.
    private static final Pattern FACTORY = Pattern.compile("Using (?:SSL )?socket factory instance \\S+:? ?");
    // Sign in first, wrong password, encryption needed …: an administrator can mend it and the mail goes out then.
    private static final Set<Integer> ACCOUNT = Set.of(530, 534, 535, 538);

    private Failures() {}

    static SendResult of(MessagingException failure) {
        if (failure instanceof Connection.Refused refused) {
            return new SendResult.TemporaryFailure(refused.code, enhanced(refused.getMessage(), "4.7.0"), text(refused), true);
        }
        var told = told(failure);
        if (told == null) return new SendResult.TemporaryFailure(0, "4.4.1", text(failure), true);
        var code = told.code();
        if (code >= 500 && code < 600 && !ACCOUNT.contains(code)) {
            return new SendResult.PermanentFailure(code, enhanced(told.text(), "5.0.0"), told.text());
        }
        return new SendResult.TemporaryFailure(Math.max(0, code), enhanced(told.text(), "4.0.0"), told.text(), told.account());
    }

    /// @param account it is not about the one recipient
    private record Told(int code, String text, boolean account) {}

    // The recipient's own refusal stands deepest and says most.
    private static @Nullable Told told(MessagingException failure) {
        Told found = null;
        Exception next = failure;
        for (var depth = 0; next instanceof MessagingException current && depth < 10; depth++) {
            var code = switch (current) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPSendFailedException send -> send.getReturnCode();
                default -> 0;
            };
            if (code > 0) found = new Told(code, text(current), !isAboutRecipient(current, code));
            next = current.getNextException();
        }
        return found;
    }

    /// Its address or mailbox (RFC 3463: subjects 1 and 2); without such a code what RFC 5321 has for a mailbox.
    private static boolean isAboutRecipient(MessagingException told, int code) {
        var subject = enhanced(told.getMessage(), "");
        return told instanceof SMTPAddressFailedException && (subject.isEmpty() ? code == 450 || code == 452 : subject.charAt(2) == '1' || subject.charAt(2) == '2');
    }

    private static String enhanced(@Nullable String text, String otherwise) {
        var matcher = ENHANCED.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static String text(MessagingException failure) {
        var text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        var cause = failure.getCause();
        var whole = cause == null || cause.getMessage() == null || text.contains(cause.getMessage()) ? text : text + ": " + cause.getMessage();
        // The other side's words: PostgreSQL takes no NUL, and nobody reads a book here.
        var clean = FACTORY.matcher(whole).replaceAll("").replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }
}
