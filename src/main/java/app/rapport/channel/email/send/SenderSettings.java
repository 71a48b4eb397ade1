package app.rapport.channel.email.send;

import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// How we send.
///
/// @param hostname what we call ourselves in EHLO
/// @param answer   how long a server may be silent
/// @param keep     how long a connection is kept for the next mail
/// @param sockets  makes connections and checks whom they lead to; encryption is laid over them
/// @param trusted  encrypts after STARTTLS, null for the certificates that Java trusts
public record SenderSettings(String hostname, Duration connect, Duration answer, Duration keep, SocketFactory sockets,
        @Nullable SSLSocketFactory trusted) {

    public static SenderSettings usual(String hostname, SocketFactory sockets) {
        return new SenderSettings(hostname, Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofSeconds(60), sockets, null);
    }
}
