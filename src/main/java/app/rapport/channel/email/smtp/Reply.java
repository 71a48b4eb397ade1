package app.rapport.channel.email.smtp;

/// One answer. `enhanced` is empty where RFC 2034 wants none: the greeting, EHLO and 354.
record Reply(int code, String enhanced, String text) {

    static Reply of(int code, String enhanced, String text) {
        return new Reply(code, enhanced, text);
    }

    static Reply of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> of(250, "2.0.0", accepted.text());
            case Verdict.Refused refused -> of(refused.code(), refused.enhanced(), refused.text());
            case Verdict.TryLater later -> of(later.code(), later.enhanced(), later.text());
        };
    }

    String line() {
        return code + " " + (enhanced.isEmpty() ? "" : enhanced + " ") + oneLine(text) + "\r\n";
    }

    // The mailroom's text must not be able to forge a second answer.
    private static String oneLine(String text) {
        return text.codePoints().limit(400).map(c -> c < 32 || c == 127 ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
