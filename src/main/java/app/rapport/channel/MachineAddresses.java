package app.rapport.channel;

import java.util.regex.Pattern;

/// Addresses that no person reads, so that nothing automatic may ever be sent to them.
public final class MachineAddresses {

    private static final Pattern PATTERN = Pattern.compile("(?i)(?:mailer-daemon|postmaster|abuse|root|daemon|bounces?|no[-_.]?reply.*|"
            + "do[-_.]?not[-_.]?reply.*|.*[-_.+]no[-_.]?reply|nicht[-_.]?antworten|ne[-_.]?pas[-_.]?repondre|autoreply|auto-reply|autoresponder)(?:\\+.*)?@.*");

    private MachineAddresses() {}

    public static boolean contains(String address) {
        return PATTERN.matcher(address).matches();
    }
}
