package app.rapport.channel.email.mime;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An address and the name beside it (may be empty). The domain is in lower case and, when the local part allows it, in its
/// ASCII form.
public record MailAddress(String address, String name) {

    /// Reads an address list as tolerantly as it can; what holds no address is left out.
    public static List<MailAddress> parseAll(String header) {
        return Addresses.parse(header);
    }

    /// The first address of a text, or null.
    public static @Nullable MailAddress parse(String text) {
        return Addresses.parse(text).stream().findFirst().orElse(null);
    }

    /// An address as it goes over the wire, whichever way its domain is written.
    public static MailAddress of(String address, String name) {
        return new MailAddress(normalise(address), name);
    }

    /// The form to compare by: everything in lower case.
    public String folded() {
        return fold(address);
    }

    /// The form to compare by, of any address.
    public static String fold(String address) {
        return normalise(address.strip()).toLowerCase(Locale.ROOT);
    }

    public String localPart() {
        var at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String normalise(String address) {
        var at = address.lastIndexOf('@');
        if (at < 0) return address;
        var domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
        return address.substring(0, at + 1) + (domain.endsWith(".") ? ascii(domain.substring(0, domain.length() - 1)) : ascii(domain));
    }

    private static String ascii(String domain) {
        if (domain.chars().allMatch(c -> c < 128)) return domain;
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            return domain;
        }
    }
}
