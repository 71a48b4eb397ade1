package app.rapport.channel.email.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The argument of MAIL and RCPT: an address in angle brackets and `NAME=value` parameters (RFC 5321 4.1.2, RFC 6531).
record MailPath(String address, Map<String, String> parameters) {

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{10ffff}-]+";
    private static final String LABEL = "[A-Za-z0-9_\\x{80}-\\x{10ffff}](?:[A-Za-z0-9_\\x{80}-\\x{10ffff}-]*[A-Za-z0-9_\\x{80}-\\x{10ffff}])?";
    private static final String DOMAIN = LABEL + "(?:\\." + LABEL + ")*\\.?|\\[[0-9A-Za-z.:-]{3,60}\\]";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*|\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[ -~])*\"");
    private static final Pattern DOMAIN_PATTERN = Pattern.compile(DOMAIN);
    private static final Pattern ROUTE = Pattern.compile("^@[^:,<>\\s]+(?:,@[^:,<>\\s]+)*:");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*)(?:=([\\x21-\\x3c\\x3e-\\x{10ffff}]+))?");

    /// Empty when the syntax is wrong. A space after the colon is forgiven: many devices write it.
    static Optional<MailPath> parse(String argument) {
        var text = argument.strip();
        var close = closing(text);
        if (!text.startsWith("<") || close < 0) return Optional.empty();
        var rest = text.substring(close + 1);
        if (!rest.isEmpty() && !rest.startsWith(" ")) return Optional.empty();
        var address = ROUTE.matcher(text.substring(1, close)).replaceFirst("");
        return parameters(rest.strip()).filter(_ -> valid(address)).map(parameters -> new MailPath(address, parameters));
    }

    private static int closing(String text) {
        var quoted = false;
        for (var i = 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted && c == '\\') i++;
            else if (c == '"') quoted = !quoted;
            else if (c == '>' && !quoted) return i;
        }
        return -1;
    }

    private static boolean valid(String address) {
        if (address.isEmpty() || address.equalsIgnoreCase("postmaster")) return true;
        var at = address.lastIndexOf('@');
        return at > 0 && at <= 255 && address.length() - at <= 256
                && LOCAL.matcher(address.substring(0, at)).matches()
                && DOMAIN_PATTERN.matcher(address.substring(at + 1)).matches();
    }

    private static Optional<Map<String, String>> parameters(String text) {
        var found = new HashMap<String, String>();
        if (text.isEmpty()) return Optional.of(found);
        for (var word : text.split(" +")) {
            var matcher = PARAMETER.matcher(word);
            if (!matcher.matches()) return Optional.empty();
            found.put(matcher.group(1).toUpperCase(Locale.ROOT), matcher.group(2) == null ? "" : matcher.group(2));
        }
        return Optional.of(found);
    }

    boolean ascii() {
        return address.chars().allMatch(c -> c < 128);
    }
}
