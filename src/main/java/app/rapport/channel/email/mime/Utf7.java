package app.rapport.channel.email.mime;

import java.nio.charset.StandardCharsets;

/// RFC 2152, which the JDK lacks.
final class Utf7 {

    private Utf7() {}

    static boolean isName(String name) {
        return name.equals("utf-7") || name.equals("unicode-1-1-utf-7") || name.equals("x-utf-7") || name.equals("utf7");
    }

    static String decode(String text) {
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var c = text.charAt(i++);
            if (c != '+') {
                out.append(c);
                continue;
            }
            var end = i;
            while (end < text.length() && isBase64(text.charAt(end))) end++;
            if (end == i) out.append('+');
            else out.append(new String(Base64s.decode(text.substring(i, end)), StandardCharsets.UTF_16BE));
            i = end < text.length() && text.charAt(end) == '-' ? end + 1 : end;
        }
        return out.toString();
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
