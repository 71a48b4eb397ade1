package app.rapport.channel.email.mime;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The header of the whole mail in its parts.
record Envelopes(Headers headers) {

    private static final int SUBJECT = 1_000;

    ParsedMail mail(Gathered gathered) {
        return new ParsedMail(messageId(), first("from"), first("sender"), addresses("reply-to"), addresses("to"), addresses("cc"),
                subject(), headers.first("date").map(MailDates::parse).orElse(null), MessageIds.references(headers), headers,
                gathered.texts().text(), gathered.texts().html(), gathered.attachments(), gathered.report(), gathered.returned(),
                gathered.problems(), gathered.isCut(), gathered.isShortened(), gathered.spool());
    }

    private @Nullable String messageId() {
        return headers.first("message-id").map(MessageIds::all).flatMap(ids -> ids.stream().findFirst()).orElse(null);
    }

    private @Nullable MailAddress first(String name) {
        return addresses(name).stream().findFirst().orElse(null);
    }

    private List<MailAddress> addresses(String name) {
        return MailAddress.parseAll(headers.all(name).stream().collect(Collectors.joining(", ")));
    }

    private String subject() {
        var subject = headers.text("subject").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return subject.length() > SUBJECT ? subject.substring(0, SUBJECT) : subject;
    }
}
