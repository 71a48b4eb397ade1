package app.rapport.channel.email.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Message-IDs out of header fields, without brackets.
final class MessageIds {

    private static final int MOST = 200;
    private static final int LONGEST = 990;
    private static final Pattern BRACKETED = Pattern.compile("<\\s*([^<>\\s]{1,990})\\s*>");
    private static final Pattern BARE = Pattern.compile("(?<![^\\s<>,;\"])[^\\s<>,;\"@]{1,500}+@[^\\s<>,;\"]{1,490}+");

    private MessageIds() {}

    static List<String> all(String field) {
        var found = new LinkedHashSet<String>();
        var bracketed = BRACKETED.matcher(field);
        while (bracketed.find()) found.add(bracketed.group(1));
        if (found.isEmpty()) {
            var bare = BARE.matcher(field);
            while (bare.find()) found.add(bare.group());
        }
        // As SMTPUTF8 counts, in octets: a line has 998 of them (RFC 5322, 2.1.1), and an index takes no more than 2704.
        found.removeIf(id -> id.getBytes(StandardCharsets.UTF_8).length > LONGEST);
        return List.copyOf(found);
    }

    /// Oldest first; of too many the first, which began the thread, and the latest are kept.
    static List<String> references(Headers headers) {
        var all = new LinkedHashSet<String>();
        headers.all("references").forEach(field -> all.addAll(all(field)));
        var answered = headers.first("in-reply-to").map(MessageIds::all).orElse(List.of());
        answered.stream().filter(id -> !all.contains(id)).forEach(all::add);
        var list = new ArrayList<>(all);
        if (list.size() > MOST) list.subList(1, list.size() - MOST + 1).clear();
        return List.copyOf(list);
    }
}
