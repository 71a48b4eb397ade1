package app.rapport.channel.email;

import app.rapport.channel.ChannelAccounts;
import app.rapport.channel.OutboundTickets;
import app.rapport.channel.email.html.MailHtml;
import app.rapport.channel.email.mime.MailParser;
import app.rapport.channel.email.mime.ParsedMail;
import app.rapport.channel.email.mime.UnparseableMail;
import app.rapport.channel.spi.Adapter;
import app.rapport.platform.Conflict;
import app.rapport.platform.files.FileHash;
import app.rapport.platform.files.FileVault;
import app.rapport.platform.intake.Intake;
import app.rapport.ticket.InboundMessage.Evidence;
import app.rapport.ticket.InboundMessage.File;
import app.rapport.ticket.Recipient;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a mail from the intake.
@Component
class EmailAdapter implements Adapter {

    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,990}>");
    private static final Pattern NUMBER = Pattern.compile("\\[#(\\d{4,15})]|(?:^|\\s)#(\\d{4,15})\\b");
    private static final Pattern STATUS = Pattern.compile("(?im)^status:\\s*([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final Pattern DIAGNOSTIC = Pattern.compile("(?im)^diagnostic-code:\\s*(?:smtp;)?\\s*(.{1,300})");

    private final ChannelAccounts accounts;
    private final OutboundTickets outbound;
    private final MailIds ids;
    private final FileVault files;
    private final JsonMapper json = JsonMapper.shared();

    EmailAdapter(ChannelAccounts accounts, OutboundTickets outbound, MailIds ids, FileVault files) {
        this.accounts = accounts;
        this.outbound = outbound;
        this.ids = ids;
        this.files = files;
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public Reading read(Intake.Open open) {
        var envelope = json.readTree(open.arrived().envelope());
        ParsedMail mail;
        try {
            mail = MailParser.parse(raw(open));
        } catch (UnparseableMail e) {
            return held("unparseable", "No headers were found in it.", envelope, null);
        }
        var from = from(mail, envelope);
        if (from == null) return held("no-sender", "It says nowhere whom it is from.", envelope, mail);
        if (accounts.receivingFor(from.address()).isPresent()) return held("loop", "It came from one of our own mailboxes.", envelope, mail);
        var automatic = MailKind.of(mail, envelope.path("from").asString(""));
        if ("bounce".equals(automatic)) {
            var report = report(mail, envelope);
            return report != null ? report : held("delivery-failure", "A report about a mail that we did not send.", envelope, mail);
        }
        return incoming(mail, from, automatic, envelope);
    }

    @Override
    public Incoming readAnyway(Intake.Open open) {
        var envelope = json.readTree(open.arrived().envelope());
        try {
            var mail = MailParser.parse(raw(open));
            var from = from(mail, envelope);
            if (from == null) throw new Conflict("unparseable", "It says nowhere whom it is from; nobody could be answered.");
            return incoming(mail, from, MailKind.of(mail, envelope.path("from").asString("")), envelope);
        } catch (UnparseableMail e) {
            throw new Conflict("unparseable", "Nothing can be made of it; look at its raw form.");
        }
    }

    private Incoming incoming(ParsedMail mail, From from, @Nullable String automatic, JsonNode envelope) {
        var stored = new ArrayList<File>();
        for (var part : mail.parts()) {
            var kept = files.keep(new ByteArrayInputStream(part.bytes()));
            stored.add(new File(kept.hash(), part.name(), part.contentType(), kept.size(), part.inline(), part.contentId()));
        }
        var recipients = new ArrayList<Recipient>();
        addresses(mail.header("to")).forEach(address -> recipients.add(recipient("to", address)));
        addresses(mail.header("cc")).forEach(address -> recipients.add(recipient("cc", address)));
        var body = MailHtml.body(mail.html(), mail.text());
        var messageId = ID.matcher(mail.header("message-id"));
        return new Incoming(from, recipients.stream().limit(100).toList(), shortened(mail.header("subject")), body, stored, automatic,
                messageId.find() ? messageId.group() : null, contentHash(from, mail), evidence(mail, envelope));
    }

    private Evidence evidence(ParsedMail mail, JsonNode envelope) {
        var references = new ArrayList<String>();
        for (var header : List.of("in-reply-to", "references")) {
            var matcher = ID.matcher(String.join(" ", mail.all(header)));
            while (matcher.find() && references.size() < 50) references.add(matcher.group());
        }
        var ours = references.stream().map(ids::outboundId).filter(OptionalLong::isPresent).findFirst().flatMap(id -> outbound.find(id.getAsLong()));
        var addressed = ids.ticketId(envelope.path("recipient").asString(""));
        var number = NUMBER.matcher(mail.header("subject"));
        var named = number.find() ? Long.valueOf(number.group(1) != null ? number.group(1) : number.group(2)) : null;
        return new Evidence(ours.map(OutboundTickets.Sent::ticketId).orElse(null), ours.map(OutboundTickets.Sent::address).orElse(null),
                addressed.isPresent() ? addressed.getAsLong() : null, references, named);
    }

    /// Matched to what we sent: by the address that the report went to, else by an id of ours in it.
    private @Nullable Report report(ParsedMail mail, JsonNode envelope) {
        var whole = String.join("\n", mail.report() == null ? "" : mail.report(), mail.text() == null ? "" : mail.text());
        var id = ids.bouncedOutboundId(envelope.path("recipient").asString(""));
        if (id.isEmpty()) {
            var named = ID.matcher(whole + " " + String.join(" ", mail.all("references")) + " " + mail.header("in-reply-to"));
            while (id.isEmpty() && named.find()) id = ids.outboundId(named.group());
        }
        if (id.isEmpty()) return null;
        var status = STATUS.matcher(whole);
        var code = status.find() ? status.group(1) : "5.0.0";
        var diagnostic = DIAGNOSTIC.matcher(whole);
        return new Report(id.getAsLong(), code.startsWith("5"), code + " " + (diagnostic.find() ? diagnostic.group(1).strip() : mail.header("subject")));
    }

    private InputStream raw(Intake.Open open) {
        var raw = open.arrived().raw();
        if (raw != null) return new ByteArrayInputStream(raw);
        return files.open(new FileHash(java.util.Objects.requireNonNull(open.arrived().file())));
    }

    private static @Nullable From from(ParsedMail mail, JsonNode envelope) {
        for (var header : List.of(mail.header("from"), mail.header("reply-to"), mail.header("sender"), envelope.path("from").asString(""))) {
            for (var address : addresses(header)) {
                if (address.getAddress() != null && address.getAddress().matches("[^\\s@]+@[^\\s@]+")) return new From(address.getAddress(), name(address));
            }
        }
        return null;
    }

    private static List<InternetAddress> addresses(String header) {
        try {
            return List.of(InternetAddress.parseHeader(header, false));
        } catch (AddressException e) {
            var bare = Pattern.compile("[^\\s<>,;:\"]+@[^\\s<>,;:\"]+").matcher(header);
            if (!bare.find()) return List.of();
            var address = new InternetAddress();
            address.setAddress(bare.group());
            return List.of(address);
        }
    }

    private static Recipient recipient(String role, InternetAddress address) {
        return new Recipient(role, String.valueOf(address.getAddress()), name(address));
    }

    private static String name(InternetAddress address) {
        return address.getPersonal() == null ? "" : address.getPersonal().replaceAll("[\\p{Cntrl}]", " ").strip();
    }

    private static Suspicious held(String reason, String detail, JsonNode envelope, @Nullable ParsedMail mail) {
        return new Suspicious(new Intake.Held(reason, detail, mail == null ? envelope.path("from").asString("") : mail.header("from"),
                envelope.path("recipient").asString(""), mail == null ? null : mail.header("subject")));
    }

    private static String shortened(String subject) {
        return subject.length() <= 1000 ? subject : subject.substring(0, 1000);
    }

    private static byte[] contentHash(From from, ParsedMail mail) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(from.address(), mail.header("subject"), String.valueOf(mail.text()), String.valueOf(mail.html()))) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            }
            for (var part : mail.parts()) digest.update(part.bytes());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
