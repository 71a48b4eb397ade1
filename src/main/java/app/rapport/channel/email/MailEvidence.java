package app.rapport.channel.email;

import app.rapport.channel.OutboundTickets;
import app.rapport.channel.email.classify.Bounce;
import app.rapport.channel.email.mime.ParsedMail;
import app.rapport.ticket.InboundMessage.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds in a mail what says which ticket, or which mail of ours, it concerns.
@Component
class MailEvidence {

    private static final int MOST_IDS = 50;
    private static final int MOST_SINCE_OURS = 20;
    private static final Pattern NUMBER = Pattern.compile("\\[#(\\d{4,15})]|(?<!\\S)#(\\d{4,15})\\b");

    private final MailIds ids;
    private final OutboundTickets outbound;

    MailEvidence(MailIds ids, OutboundTickets outbound) {
        this.ids = ids;
        this.outbound = outbound;
    }

    Evidence of(ParsedMail mail, MailEnvelope envelope, Optional<Bounce> report) {
        var all = new ArrayList<>(mail.references());
        report.map(Bounce::originalMessageId).ifPresent(all::add);
        // Oldest first: of very many the latest say most.
        var references = List.copyOf(all.subList(Math.max(0, all.size() - MOST_IDS), all.size()));
        var ours = references.stream().map(ids::outboundId).filter(OptionalLong::isPresent).map(OptionalLong::getAsLong).distinct().toList();
        var signed = outbound.find(ours).stream().map(sent -> new Evidence.Signed(sent.ticketId(), sent.address())).toList();
        var sinceOurs = references.reversed().stream().takeWhile(id -> ids.outboundId(id).isEmpty()).limit(MOST_SINCE_OURS).toList();
        var addressed = ids.ticketId(envelope.recipient());
        return new Evidence(signed, addressed.isPresent() ? addressed.getAsLong() : null, references, sinceOurs, number(mail.subject()));
    }

    private static @Nullable Long number(String subject) {
        var number = NUMBER.matcher(subject);
        return number.find() ? Long.valueOf(number.group(1) != null ? number.group(1) : number.group(2)) : null;
    }

    /// Whether we sent this very mail.
    boolean isOurs(ParsedMail mail) {
        var id = mail.messageId();
        return id != null && ids.outboundId(id).isPresent()
                || mail.headers().all(MailIds.HEADER).stream().anyMatch(value -> ids.outboundId(value.strip()).isPresent());
    }

    /// Which mail of ours a report is about: by the address that it went to, else by an id of ours in it.
    OptionalLong reported(Bounce bounce, ParsedMail mail, MailEnvelope envelope) {
        var addressed = ids.bouncedOutboundId(envelope.recipient());
        if (addressed.isPresent()) return addressed;
        var named = new ArrayList<String>();
        if (bounce.originalMessageId() != null) named.add(bounce.originalMessageId());
        named.addAll(mail.references());
        named.addAll(mail.returned().all(MailIds.HEADER));
        return named.stream().map(ids::outboundId).filter(OptionalLong::isPresent).findFirst().orElse(OptionalLong.empty());
    }
}
