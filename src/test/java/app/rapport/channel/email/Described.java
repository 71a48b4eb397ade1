package app.rapport.channel.email;

import app.rapport.channel.email.classify.Bounce;
import app.rapport.channel.email.classify.Classification;
import app.rapport.channel.email.classify.MailKind;
import app.rapport.channel.email.html.CleanHtml;
import app.rapport.channel.email.html.MailHtml;
import app.rapport.channel.email.html.MailText;
import app.rapport.channel.email.mime.Limits;
import app.rapport.channel.email.mime.MailAddress;
import app.rapport.channel.email.mime.MailParser;
import app.rapport.channel.email.mime.ParsedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All that we read out of a mail, as the expected files write it down; what is empty is left out.
final class Described {

    private final Map<String, Object> all = new LinkedHashMap<>();

    static Map<String, Object> mail(byte[] raw) throws IOException {
        try (var mail = MailParser.parse(new ByteArrayInputStream(raw), Limits.USUAL)) {
            var described = new Described();
            described.header(mail);
            described.kind(MailKind.of(mail, null));
            described.body(cleaned(mail));
            described.put("attachments", mail.attachments().stream()
                    .map(part -> part.name() + " (" + part.contentType() + ", " + part.size() + (part.inline() ? ", inline" : "") + ")").toList());
            described.put("problems", mail.problems());
            return described.all;
        }
    }

    private static CleanHtml cleaned(ParsedMail mail) {
        if (mail.html() != null) return MailHtml.clean(mail.html(), id -> Optional.of("/content/cid/" + id));
        return MailText.clean(mail.text() == null ? "" : mail.text());
    }

    private void header(ParsedMail mail) {
        put("subject", mail.subject());
        put("from", mail.from() == null ? "" : written(mail.from()));
        put("to", mail.to().stream().map(Described::written).toList());
        put("cc", mail.cc().stream().map(Described::written).toList());
        put("replyTo", mail.replyTo().stream().map(Described::written).toList());
        put("messageId", mail.messageId() == null ? "" : mail.messageId());
        put("references", mail.references());
        put("date", mail.date() == null ? "" : mail.date().toString());
    }

    private void kind(Classification kind) {
        put("kind", kind.automatic().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        put("signs", kind.signs());
        kind.bounce().ifPresent(this::bounce);
    }

    private void bounce(Bounce bounce) {
        put("bounced", bounce.recipients().stream().map(it -> it.address() + " " + it.action() + " " + it.status() + " " + it.diagnostic()).toList());
        put("original", bounce.originalMessageId() == null ? "" : bounce.originalMessageId());
        put("permanent", "" + bounce.permanent());
    }

    private void body(CleanHtml body) {
        put("visibleText", body.visibleText());
        put("fullText", body.fullText().equals(body.visibleText()) ? "" : body.fullText());
        put("visibleHtml", body.visibleHtml());
        put("quotedHtml", body.quotedHtml());
        put("appearance", body.appearance().name().toLowerCase(Locale.ROOT));
        put("remotePictures", body.hasRemotePictures() ? "true" : "");
    }

    private static String written(MailAddress address) {
        return address.name().isEmpty() ? address.address() : address.name() + " <" + address.address() + ">";
    }

    private void put(String name, Object value) {
        if (!value.equals("") && !value.equals(List.of())) all.put(name, value);
    }
}
