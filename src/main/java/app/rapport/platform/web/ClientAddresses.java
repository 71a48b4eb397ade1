package app.rapport.platform.web;

import app.rapport.platform.ServerSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
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
        var forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null) return address;
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
        return text.length() <= 45 && text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    }
}
