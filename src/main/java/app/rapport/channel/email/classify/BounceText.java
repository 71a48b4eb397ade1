package app.rapport.channel.email.classify;

import app.rapport.channel.MachineAddresses;
import app.rapport.channel.email.mime.Headers;
import app.rapport.channel.email.mime.MailAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Recipients and reasons out of the prose of qmail, Exim, Postfix, Exchange and their like: an address, and the first code
/// that stands near it.
final class BounceText {

    private static final Pattern END = Pattern.compile("(?im)^-+ ?(?:below this line|this is a copy|original message|copy of|the header|"
            + "begin message|forwarded)|"
            + "^original message headers|^received: (?:from|by) ");
    private static final Pattern ADDRESS = Pattern.compile("(?:^|[\\s<(:'\"])([\\w.+=%&'/!#$*?^`{|}~-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8})");
    private static final Pattern BRACKETED = Pattern.compile("<(?=[^<>\\s]+@[^<>\\s])[^<>\\s]++>:?.*");
    private static final Pattern CODE = Pattern.compile("#?\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b|\\b([45]\\d\\d)[ :#-]");
    private static final Pattern DELAYED = Pattern.compile("(?i)\\b(?:delayed|will (?:be retried|keep trying|continue to try|try again)|"
            + "not yet been delivered|warning message only|temporar(?:y|ily))\\b");
    private static final int NEAR = 6;
    /// Recipients of one report. Each is looked for in all of its lines, and we send to one at a time.
    private static final int MOST = 50;

    private BounceText() {}

    static List<Bounce.Recipient> read(String text, Headers headers) {
        var end = END.matcher(text);
        var prose = end.find() && end.start() > 0 ? text.substring(0, end.start()) : text;
        var named = headers.first("x-failed-recipients").map(MailAddress::parseAll).orElse(List.of()).stream().limit(MOST).toList();
        var lines = prose.lines().limit(400).toList();
        Map<String, Integer> found = new LinkedHashMap<>();
        for (var address : named) found.put(address.address(), line(lines, address.address()));
        if (found.isEmpty()) found.putAll(addresses(lines));
        var delayed = DELAYED.matcher(prose).find();
        var recipients = new ArrayList<Bounce.Recipient>();
        found.keySet().forEach(address -> recipients.add(recipient(address, lines, line(lines, address), delayed, text)));
        return recipients;
    }

    private static int line(List<String> lines, String address) {
        var first = -1;
        for (var i = 0; i < lines.size(); i++) {
            if (!lines.get(i).contains(address)) continue;
            if (first < 0) first = i;
            // Exchange names the recipient for people first and with the code later.
            if (!code(near(lines, i).replace(address, " ")).isEmpty()) return i;
        }
        return Math.max(0, first);
    }

    private static Map<String, Integer> addresses(List<String> lines) {
        Map<String, Integer> found = new LinkedHashMap<>();
        for (var i = 0; i < lines.size() && found.isEmpty(); i++) {
            if (BRACKETED.matcher(lines.get(i).strip()).matches()) add(found, lines.get(i), i);
        }
        for (var i = 0; i < lines.size() && found.isEmpty(); i++) add(found, lines.get(i), i);
        return found;
    }

    private static void add(Map<String, Integer> found, String line, int at) {
        var matcher = ADDRESS.matcher(line);
        if (line.length() < 2_000 && matcher.find() && !MachineAddresses.contains(matcher.group(1))) found.put(matcher.group(1), at);
    }

    private static Bounce.Recipient recipient(String address, List<String> lines, int line, boolean delayed, String whole) {
        var near = near(lines, line);
        var code = code(near.replace(address, " "));
        if (code.isEmpty()) code = code(whole);
        var failed = code.startsWith("5") || (code.isEmpty() && !delayed);
        var status = code.isEmpty() ? failed ? "5.0.0" : "4.0.0" : code;
        return new Bounce.Recipient(address, failed || !delayed ? "failed" : "delayed", status, Bounces.shortened(near));
    }

    private static String near(List<String> lines, int line) {
        return String.join(" ", lines.subList(Math.min(line, lines.size()), Math.min(lines.size(), line + NEAR))).replaceAll("\\s+", " ").strip();
    }

    private static String code(String text) {
        var matcher = CODE.matcher(text);
        var plain = "";
        while (matcher.find()) {
            if (matcher.group(1) != null && !matcher.group(1).startsWith("2")) return matcher.group(1);
            if (plain.isEmpty() && matcher.group(2) != null) plain = matcher.group(2).charAt(0) + ".0.0";
        }
        return plain;
    }
}
