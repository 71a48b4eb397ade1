package app.rapport.platform.outbound;

import app.rapport.platform.Invalid;
import app.rapport.platform.ServerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import javax.net.SocketFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Guards the hosts that somebody types in: without `RAPPORT_ALLOW_PRIVATE_TARGETS` none may lead into our own network.
@Component
public class TargetCheck {

    /// Ports of mail servers, plain, with STARTTLS and with TLS; others would make us knock at anything.
    private static final Set<Integer> MAIL_PORTS = Set.of(25, 465, 587, 2525, 143, 993);

    private final boolean allowPrivate;
    private final Resolver resolver;

    @Autowired
    TargetCheck(ServerSettings settings) {
        this(settings.allowPrivateTargets(), Resolver.SYSTEM);
    }

    public TargetCheck(boolean allowPrivate, Resolver resolver) {
        this.allowPrivate = allowPrivate;
        this.resolver = resolver;
    }

    /// @throws Invalid `private-target`. A name that does not resolve now passes: it is checked again when it is connected to.
    public void check(String field, String host) {
        try {
            addresses(field, host);
        } catch (UnknownHostException notNow) {
            // checked again by resolve
        }
    }

    /// The same for a mail server.
    ///
    /// @param field that has a `host` and a `port`
    /// @throws Invalid `private-target` or `mail-port`
    public void checkMail(String field, String host, int port) {
        check(field + ".host", host);
        if (!allowPrivate && !MAIL_PORTS.contains(port)) {
            throw new Invalid(field + ".port", "mail-port", "Mail servers listen on one of " + MAIL_PORTS.stream().sorted().toList() + ".");
        }
    }

    /// The address to connect to, checked: connecting to the name instead could lead elsewhere.
    ///
    /// @throws Invalid `private-target`
    public InetAddress resolve(String host) throws UnknownHostException {
        return resolveAll(host).getFirst();
    }

    /// All addresses of a host, each checked. One that is private makes the whole host suspicious.
    ///
    /// @throws Invalid `private-target`
    public List<InetAddress> resolveAll(String host) throws UnknownHostException {
        return addresses("host", host);
    }

    /// Makes sockets that check and resolve when they connect, so that the name stays known for TLS and nobody can swap the address.
    public SocketFactory sockets() {
        return new CheckedSockets(this);
    }

    private List<InetAddress> addresses(String field, String host) throws UnknownHostException {
        var addresses = resolver.resolve(host);
        if (addresses.isEmpty()) throw new UnknownHostException(host);
        if (!allowPrivate && addresses.stream().anyMatch(PrivateAddresses::contains)) {
            throw new Invalid(field, "private-target",
                    host + " is a private or loopback address; start with RAPPORT_ALLOW_PRIVATE_TARGETS=true to allow those.");
        }
        return addresses;
    }
}
