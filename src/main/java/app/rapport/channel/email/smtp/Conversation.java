package app.rapport.channel.email.smtp;

import app.rapport.channel.email.smtp.Session.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been said so far and what may be answered now: the commands without their sockets.
final class Conversation {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);
    private static final Pattern CLIENT_NAME = Pattern.compile("[\\x21-\\x7e\\x{80}-\\x{10ffff}]{1,255}");
    private static final Pattern SIZE = Pattern.compile("\\d{1,20}");

    private final SmtpSettings settings;
    private final Mailroom mailroom;
    private final Doorkeeper doorkeeper;
    private final Counters counters;
    private Client client;
    private @Nullable Transaction mail;
    private boolean mailTaken;

    Conversation(SmtpSettings settings, Mailroom mailroom, Doorkeeper doorkeeper, Counters counters, InetAddress address) {
        this.settings = settings;
        this.mailroom = mailroom;
        this.doorkeeper = doorkeeper;
        this.counters = counters;
        this.client = new Client(address, "", false);
    }

    boolean inMail() {
        return mail != null;
    }

    /// Whether a mail was taken since the last time this was asked.
    boolean isMailTaken() {
        var taken = mailTaken;
        mailTaken = false;
        return taken;
    }

    String answer(Command command) {
        var argument = command.argument();
        if (argument == null) return error(Reply.of(500, "5.5.2", "Not UTF-8"));
        return switch (command.verb()) {
            case "EHLO" -> hello(argument, true);
            case "HELO" -> hello(argument, false);
            case "MAIL" -> say(mail(argument));
            case "RCPT" -> say(recipient(argument));
            case "RSET" -> argument.isBlank() ? reset() : error(Reply.of(501, "5.5.4", "RSET takes no argument"));
            case "NOOP" -> Reply.of(250, "2.0.0", "Ok").line();
            case "HELP" -> Reply.of(214, "2.0.0", "EHLO MAIL RCPT DATA RSET NOOP QUIT STARTTLS").line();
            case "VRFY" -> Reply.of(252, "2.5.0", "Send a mail and see").line();
            case "EXPN", "AUTH", "BDAT", "ETRN", "TURN" -> error(Reply.of(502, "5.5.1", "Not offered here"));
            default -> error(Reply.of(500, "5.5.1", "Unknown command"));
        };
    }

    private String say(Reply reply) {
        return reply.code() >= 500 ? error(reply) : reply.line();
    }

    private String error(Reply reply) {
        counters.errors.increment();
        return reply.line();
    }

    private String hello(String argument, boolean extended) {
        var name = argument.strip();
        if (!CLIENT_NAME.matcher(name).matches()) return error(Reply.of(501, "5.5.4", "Say your host name"));
        client = new Client(client.address(), name, client.tls());
        mail = null;
        if (!extended) return "250 " + settings.hostname() + "\r\n";
        return "250-" + settings.hostname() + "\r\n250-PIPELINING\r\n250-SIZE " + settings.limits().mailSize() + "\r\n"
                + (settings.tls() == null || client.tls() ? "" : "250-STARTTLS\r\n")
                + "250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n";
    }

    private String reset() {
        mail = null;
        return Reply.of(250, "2.0.0", "Ok").line();
    }

    private Reply mail(String argument) {
        if (client.name().isEmpty()) return Reply.of(503, "5.5.1", "Say EHLO first");
        if (mail != null) return Reply.of(503, "5.5.1", "MAIL was said already");
        var path = argument(argument, "FROM:");
        if (path.isEmpty()) return Reply.of(501, "5.1.7", "MAIL FROM:<address> is expected");
        var refusal = parameters(path.get());
        if (refusal != null) return refusal;
        var from = path.get().address();
        if (!doorkeeper.mayMail(client.address(), from)) return Reply.of(451, "4.7.0", "Too many mails in a minute, try later");
        mail = new Transaction(from, path.get().parameters().containsKey("SMTPUTF8"));
        return Reply.of(250, "2.1.0", "Ok");
    }

    private @Nullable Reply parameters(MailPath path) {
        for (var parameter : path.parameters().entrySet()) {
            var value = parameter.getValue();
            var refusal = switch (parameter.getKey()) {
                case "SIZE" -> size(value);
                case "BODY" -> value.equalsIgnoreCase("7BIT") || value.equalsIgnoreCase("8BITMIME") ? null
                        : Reply.of(501, "5.5.4", "BODY is 7BIT or 8BITMIME");
                case "SMTPUTF8" -> value.isEmpty() ? null : Reply.of(501, "5.5.4", "SMTPUTF8 takes no value");
                default -> Reply.of(555, "5.5.4", "Unknown parameter");
            };
            if (refusal != null) return refusal;
        }
        var utf8 = path.parameters().containsKey("SMTPUTF8");
        return path.ascii() || utf8 ? null : Reply.of(553, "5.6.7", "The address needs SMTPUTF8");
    }

    private @Nullable Reply size(String value) {
        if (!SIZE.matcher(value).matches()) return Reply.of(501, "5.5.4", "SIZE is a number");
        var tooLarge = value.length() > 18 || Long.parseLong(value) > settings.limits().mailSize();
        return tooLarge ? Reply.of(552, "5.3.4", "Message is larger than " + settings.limits().mailSize() + " bytes") : null;
    }

    private Reply recipient(String argument) {
        if (mail == null) return Reply.of(503, "5.5.1", "Say MAIL first");
        var path = argument(argument, "TO:");
        if (path.isEmpty() || path.get().address().isEmpty()) return Reply.of(501, "5.1.3", "RCPT TO:<address> is expected");
        if (!path.get().parameters().isEmpty()) return Reply.of(555, "5.5.4", "Unknown parameter");
        if (!path.get().ascii() && !mail.utf8()) return Reply.of(553, "5.6.7", "The address needs SMTPUTF8");
        if (mail.recipients().size() >= settings.limits().recipients()) return Reply.of(452, "4.5.3", "Too many recipients");
        var address = path.get().address();
        var verdict = asked(() -> mailroom.recipient(mailFrom(), address, client));
        if (!(verdict instanceof Verdict.Accepted(var text))) return Reply.of(verdict);
        mail.add(address);
        return Reply.of(250, "2.1.5", text);
    }

    private String mailFrom() {
        return mail == null ? "" : mail.from();
    }

    private static Optional<MailPath> argument(String argument, String keyword) {
        var text = argument.strip();
        if (!text.regionMatches(true, 0, keyword, 0, keyword.length())) return Optional.empty();
        return MailPath.parse(text.substring(keyword.length()));
    }

    /// What speaks against a body now; null when it may come.
    @Nullable Reply beforeData(Command command) {
        if (!"".equals(command.argument())) return wrong(Reply.of(501, "5.5.4", "DATA takes no argument"));
        if (mail == null) return wrong(Reply.of(503, "5.5.1", "Say MAIL first"));
        return mail.recipients().isEmpty() ? wrong(Reply.of(554, "5.5.1", "No valid recipients")) : null;
    }

    /// What speaks against a handshake now; null when it may begin.
    @Nullable Reply beforeTls(Command command) {
        if (settings.tls() == null) return wrong(Reply.of(502, "5.5.1", "STARTTLS is not offered"));
        if (!"".equals(command.argument())) return wrong(Reply.of(501, "5.5.4", "STARTTLS takes no argument"));
        return client.tls() ? wrong(Reply.of(503, "5.5.1", "The line is encrypted already")) : null;
    }

    private Reply wrong(Reply reply) {
        counters.errors.increment();
        return reply;
    }

    /// Nothing said in the clear counts any more, the client's name included.
    void encrypted() {
        counters.encrypted.increment();
        client = new Client(client.address(), "", true);
        mail = null;
    }

    Reply afterData(Data.Received received) throws IOException {
        var done = mail;
        mail = null;
        if (done == null) throw new IllegalStateException("A body without a mail");
        try (var body = received.body()) {
            if (body == null) return refused(received);
            counters.bytes.add(body.size());
            var envelope = new Envelope(done.from(), done.recipients(), done.utf8(), client);
            var verdict = asked(() -> mailroom.accept(envelope, body));
            counters.count(verdict);
            mailTaken = verdict instanceof Verdict.Accepted;
            return Reply.of(verdict);
        }
    }

    private Reply refused(Data.Received received) {
        var refusal = received.refusal();
        if (refusal == null) throw new IllegalStateException("Neither body nor refusal");
        (refusal.code() < 500 ? counters.deferred : counters.refused).increment();
        return refusal;
    }

    private Verdict asked(java.util.function.Supplier<Verdict> question) {
        try {
            return question.get();
        } catch (RuntimeException | Error e) {
            log.error("The mail from {} ({}) was not stored; the client was told to try again", client.address(),
                    client.name().toLowerCase(Locale.ROOT), e);
            return Verdict.OUT_OF_ORDER;
        }
    }
}
