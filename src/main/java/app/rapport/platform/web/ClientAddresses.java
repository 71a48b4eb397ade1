package app.rapport.platform.web;

import app.rapport.platform.ServerSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/// Who asks: the other end of the line, or whom a proxy of ours (`RAPPORT_TRUSTED_PROXIES`, addresses or networks) forwards for. What
/// others say in `X-Forwarded-For` counts for nothing: anybody can write it.
@Component
public class ClientAddresses {

    private final List<IpAddressMatcher> trusted;

    ClientAddresses(ServerSettings settings) {
        this.trusted = settings.trustedProxies().stream().map(String::strip).filter(proxy -> !proxy.isEmpty()).map(IpAddressMatcher::new).toList();
    }

    /// The last address of the way here that is none of our proxies.
    public String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        // A proxy may add a line of its own behind the one that came with the request.
        var forwarded = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
        for (var hop : Arrays.asList(forwarded.split(",")).reversed()) {
            if (!isTrusted(address) || !isAddress(hop.strip())) return address;
            address = hop.strip();
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(proxy -> proxy.matches(address));
    }

    private static boolean isAddress(String text) {
        try {
            return !InetAddress.ofLiteral(text).isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
