package app.rapport.channel.email.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps the limits per address, per sender and in all. An IPv6 client counts by its /64: it owns all of it.
final class Doorkeeper {

    private final SmtpSettings.Limits limits;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> perAddress = new ConcurrentHashMap<>();
    private final Rates mails = new Rates();
    private final Rates senders = new Rates();

    Doorkeeper(SmtpSettings.Limits limits) {
        this.limits = limits;
    }

    boolean enter(InetAddress address) {
        if (open.incrementAndGet() > limits.connections()) {
            open.decrementAndGet();
            return false;
        }
        if (perAddress.merge(key(address), 1, Integer::sum) > limits.connectionsPerAddress() && !spared(address)) {
            leave(address);
            return false;
        }
        return true;
    }

    void leave(InetAddress address) {
        open.decrementAndGet();
        perAddress.computeIfPresent(key(address), (_, count) -> count == 1 ? null : count - 1);
    }

    int open() {
        return open.get();
    }

    /// Whether one more mail may come from this address and sender.
    boolean mayMail(InetAddress address, String from) {
        if (spared(address)) return true;
        if (mails.exceeds(key(address), limits.mailsPerMinute())) return false;
        return from.isEmpty() || !senders.exceeds(from.toLowerCase(Locale.ROOT), limits.senderPerMinute());
    }

    private boolean spared(InetAddress address) {
        return limits.spareLoopback() && address.isLoopbackAddress();
    }

    private static String key(InetAddress address) {
        var bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
