package app.rapport.platform.outbound;

import app.rapport.platform.Invalid;
import app.rapport.platform.ServerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/// Guards the hosts that somebody types in: without `RAPPORT_ALLOW_PRIVATE_TARGETS` none may lead into our own network.
@Component
public class TargetCheck {

    private final boolean allowPrivate;

    TargetCheck(ServerSettings settings) {
        this.allowPrivate = settings.allowPrivateTargets();
    }

    /// @throws Invalid `private-target`. A name that does not resolve now passes: it is checked again when it is connected to.
    public void check(String field, String host) {
        if (allowPrivate) return;
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (isPrivate(address)) throw refused(field, host);
            }
        } catch (UnknownHostException notNow) {
            // checked again by resolve
        }
    }

    /// The address to connect to, checked: connecting to the name instead could lead elsewhere.
    public InetAddress resolve(String host) throws UnknownHostException {
        var address = InetAddress.getByName(host);
        if (!allowPrivate && isPrivate(address)) throw refused("host", host);
        return address;
    }

    private static Invalid refused(String field, String host) {
        return new Invalid(field, "private-target", host + " is a private or loopback address; start with RAPPORT_ALLOW_PRIVATE_TARGETS=true to allow those.");
    }

    static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        var carrierGrade = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        var zero = bytes.length == 4 && bytes[0] == 0;
        var uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        var embedded = bytes.length == 16 && ((bytes[0] & 0xff) == 0x20 && bytes[1] == 2 || (bytes[0] & 0xff) == 0 && (bytes[1] & 0xff) == 0x64);
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress()
                || address.isMulticastAddress() || carrierGrade || zero || uniqueLocal || embedded;
    }
}
