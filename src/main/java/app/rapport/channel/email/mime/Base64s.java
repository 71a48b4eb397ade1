package app.rapport.channel.email.mime;

import java.util.Base64;

/// Base64 that takes what it gets: strange characters, missing padding, a cut end.
final class Base64s {

    private Base64s() {}

    static byte[] decode(String text) {
        var clean = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/') clean.append(c);
        }
        if (clean.length() % 4 == 1) clean.setLength(clean.length() - 1);
        return Base64.getDecoder().decode(clean.toString());
    }
}
