package app.rapport.channel.email.send;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends mails and keeps connections for the next ones. Safe for many threads; blocks.
public final class SmtpSender implements AutoCloseable {

    private record Line(SmtpAccount account, boolean international) {}

    private final SenderSettings settings;
    private final Map<Line, Deque<Connection>> kept = new ConcurrentHashMap<>();

    public SmtpSender(SenderSettings settings) {
        this.settings = settings;
    }

    /// Sends to this one recipient, whoever stands in the mail's header. Never throws for what a server or a line does.
    public SendResult send(SmtpAccount account, OutgoingMail mail, String recipient) {
        Connection connection = null;
        try {
            var line = new Line(account, mail.isInternational() || OutgoingMail.isInternational(recipient));
            connection = connection(line);
            var message = MimeMaker.make(mail, connection.session());
            var transport = connection.use();
            transport.sendMessage(message, new Address[] {new InternetAddress(MimeMaker.oneLine(recipient), null)});
            var reply = transport.getLastServerResponse();
            keep(line, connection);
            return new SendResult.Delivered(reply == null ? "" : reply.strip());
        } catch (MessagingException e) {
            close(connection);
            return Failures.of(e);
        } catch (IOException e) {
            close(connection);
            return new SendResult.TemporaryFailure(0, "4.3.0", "unreadable: 4.3.0 " + e.getMessage(), false);
        }
    }

    private Connection connection(Line line) throws MessagingException {
        var waiting = kept.getOrDefault(line, new ConcurrentLinkedDeque<>());
        for (var connection = waiting.pollFirst(); connection != null; connection = waiting.pollFirst()) {
            if (connection.isFresh(settings.keep())) return connection;
            connection.close();
        }
        return Connection.open(line.account, line.international, settings);
    }

    private void keep(Line line, Connection connection) {
        kept.computeIfAbsent(line, _ -> new ConcurrentLinkedDeque<>()).addFirst(connection);
        CompletableFuture.delayedExecutor(settings.keep().toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread).execute(this::tidy);
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) connection.close();
    }

    /// Closes connections that nobody used for a while.
    private void tidy() {
        for (var connections : kept.values()) {
            for (var last = connections.pollLast(); last != null; last = connections.pollLast()) {
                if (!last.isOver(settings.keep())) {
                    connections.addLast(last);
                    break;
                }
                last.close();
            }
        }
    }

    @Override
    public void close() {
        kept.values().forEach(connections -> connections.forEach(Connection::close));
        kept.clear();
    }
}
