package app.rapport.customer;

import app.rapport.platform.Invalid;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/// An address that a contact can be reached at.
///
/// @param kind email, phone, external or visitor
/// @param value normalised, what is unique; @param display as it was written
public record Handle(String kind, String value, String display) {

    /// The local part is folded too: no provider in use tells upper case from lower case, and two contacts for one person are worse.
    public static Handle email(String address) {
        var written = address.strip();
        var at = written.lastIndexOf('@');
        var local = at < 0 ? written : written.substring(0, at);
        var domain = at < 0 ? "" : "@" + ascii(written.substring(at + 1));
        return new Handle("email", Normalizer.normalize(local, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT) + domain, written);
    }

    /// An address that somebody typed, without what stands around it.
    ///
    /// @throws Invalid `not-an-address`
    public static String validEmail(String field, String address) {
        var clean = address.strip();
        if (clean.length() > 254 || !clean.matches("[^\\s@<>,;:\"()\\[\\]\\\\]+@[^\\s@<>,;:\"()\\[\\]\\\\]+"))
            throw new Invalid(field, "not-an-address", "An e-mail address such as linus@example.com.");
        return clean;
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAName) {
            return domain.toLowerCase(Locale.ROOT);
        }
    }
}
