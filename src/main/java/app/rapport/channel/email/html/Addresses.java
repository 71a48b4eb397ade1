package app.rapport.channel.email.html;

import java.util.regex.Pattern;

/// Which addresses may stand in clean HTML.
final class Addresses {

    private static final Pattern LINK = Pattern.compile("(?i)(?:https?://[^\\s\"'<>\\\\/][^\\s\"'<>]{0,4000}|mailto:[^\\s\"'<>]{1,2000}|"
            + "tel:[+0-9().;=a-z-]{2,60})");
    private static final Pattern REMOTE = Pattern.compile("(?i)https?://[^\\s\"'<>\\\\/][^\\s\"'<>]{0,4000}");
    private static final Pattern DATA = Pattern.compile("data:image/(?:png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=\\s]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN = Pattern.compile("/(?!/)[^\\s\"'<>\\\\]{0,2000}");
    private static final int DATA_LONGEST = 1 << 20;

    private Addresses() {}

    static boolean isLink(String address) {
        return LINK.matcher(address).matches();
    }

    static boolean isRemote(String address) {
        return REMOTE.matcher(address).matches();
    }

    static boolean isPicture(String address) {
        return OWN.matcher(address).matches() || isData(address);
    }

    // Checked in two steps: a pattern over a megabyte is slow, and SVG may not come in as data since it can hold scripts.
    static boolean isData(String address) {
        return address.length() <= DATA_LONGEST && DATA.matcher(address).matches();
    }
}
