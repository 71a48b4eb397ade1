package app.rapport.channel.email.classify;

import app.rapport.channel.email.html.HtmlText;
import app.rapport.channel.email.mime.Headers;
import app.rapport.channel.email.mime.MailAddress;
import app.rapport.channel.email.mime.MailReport;
import app.rapport.channel.email.mime.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads delivery reports: by RFC 3464 where they keep to it, else out of their prose.
final class Bounces {

    private static final Pattern ID = Pattern.compile("(?im)^[> ]*Message-ID:\\s*<([^<>\\s]{3,900})>");
    /// As RFC 5322 has it of a line.
    private static final int LONGEST_ID = 990;
    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    private Bounces() {}

    /// Whether the mail as a whole says that it is a delivery report, not one of its parts.
    static boolean isWholeReport(ParsedMail mail) {
        return mail.headers().first("content-type").filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/report")).isPresent();
    }

    /// Empty when the report says that all went well.
    static Optional<Bounce> read(ParsedMail mail) {
        var groups = mail.report().map(MailReport::groups).orElse(List.of());
        var recipients = new ArrayList<Bounce.Recipient>();
        groups.forEach(group -> recipient(group).ifPresent(recipients::add));
        if (recipients.isEmpty()) return Optional.of(Bounce.of(BounceText.read(text(mail), mail.headers()), originalId(mail)));
        recipients.removeIf(recipient -> !recipient.action().equals("failed") && !recipient.action().equals("delayed"));
        return recipients.isEmpty() ? Optional.empty() : Optional.of(Bounce.of(recipients, originalId(mail)));
    }

    private static Optional<Bounce.Recipient> recipient(Headers fields) {
        var named = fields.first("original-recipient").or(() -> fields.first("final-recipient")).map(Bounces::address);
        if (named.isEmpty()) return Optional.empty();
        var action = fields.first("action").orElse("failed").strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", "");
        var diagnostic = fields.first("diagnostic-code").map(code -> code.replaceFirst("^[\\w-]+\\s*;\\s*", "")).orElse("").strip();
        return Optional.of(new Bounce.Recipient(named.get(), action, status(fields, action, diagnostic), shortened(diagnostic)));
    }

    // "5.0.0" says less than the code in the other server's own words.
    private static String status(Headers fields, String action, String diagnostic) {
        var matcher = STATUS.matcher(fields.first("status").orElse(""));
        var status = matcher.find() ? matcher.group() : "";
        var told = STATUS.matcher(diagnostic);
        if ((status.isEmpty() || status.endsWith(".0.0")) && told.find()) return told.group();
        if (!status.isEmpty()) return status;
        return action.equals("failed") ? "5.0.0" : "4.0.0";
    }

    private static String address(String field) {
        var semicolon = field.indexOf(';');
        var text = field.substring(semicolon + 1).strip();
        var address = MailAddress.parse(text);
        return address == null ? text : address.address();
    }

    static String shortened(String diagnostic) {
        var clean = diagnostic.replaceAll("\\p{Cntrl}+", " ");
        return clean.length() > 500 ? clean.substring(0, 500) : clean;
    }

    static @Nullable String originalId(ParsedMail mail) {
        var returned = mail.returned().first("message-id").map(id -> id.replaceAll("[<>\\s]", "")).filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID);
        if (returned.isPresent()) return returned.get();
        var inText = ID.matcher(text(mail));
        if (inText.find()) return inText.group(1);
        return mail.references().isEmpty() ? null : mail.references().getLast();
    }

    private static String text(ParsedMail mail) {
        var text = mail.text() != null ? mail.text() : mail.html() == null ? "" : HtmlText.of(mail.html());
        return text.length() > 100_000 ? text.substring(0, 100_000) : text;
    }
}
