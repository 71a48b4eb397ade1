package app.rapport.channel.email.html;

import app.rapport.channel.email.quoting.MailLine;
import app.rapport.channel.email.quoting.Part;
import app.rapport.channel.email.quoting.Quotes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Plain text mails in the same form as those in HTML.
public final class MailText {

    private static final Pattern LINK = Pattern.compile("(?i)\\b(?:https?://[^\\s<>\"]{1,2000}|www\\.[^\\s<>\"]{3,2000}|"
            + "[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8})");

    /// From one depth of quoting to another. Each can cost twenty elements, and text that goes up and down all the time grows twentyfold.
    private static final int MOST_TURNS = 5_000;
    private static final String BEHIND = ".,;:!?)]'’»";

    private MailText() {}

    /// Folds the quote and makes HTML of the text.
    public static CleanHtml clean(String text) {
        var lines = text.replace("\0", "").lines().map(MailLine::plain).toList();
        var parts = Quotes.of(lines);
        var visible = with(lines, parts, false);
        var quoted = with(lines, parts, true);
        return new CleanHtml(toHtml(visible), toHtml(quoted), TextLines.join(lines, parts, part -> part == Part.OWN),
                TextLines.join(lines, parts, _ -> true), false, CleanHtml.Appearance.PLAIN);
    }

    private static String with(List<MailLine> lines, List<Part> parts, boolean quoted) {
        return IntStream.range(0, lines.size()).filter(i -> parts.get(i) == Part.QUOTE == quoted).mapToObj(i -> lines.get(i).text())
                .collect(Collectors.joining("\n"));
    }

    /// Paragraphs, line breaks, links, and `>` as quotes.
    public static String toHtml(String text) {
        if (text.isBlank()) return "";
        var out = new StringBuilder();
        var depth = 0;
        var turns = 0;
        var paragraph = new StringBuilder();
        for (var line : text.strip().lines().toList()) {
            var itsDepth = turns < MOST_TURNS ? depth(line) : depth;
            if (itsDepth != depth) turns++;
            var words = unquoted(line);
            if (itsDepth != depth || words.isBlank()) {
                close(out, paragraph);
                for (; depth < itsDepth; depth++) out.append("<blockquote>");
                for (; depth > itsDepth; depth--) out.append("</blockquote>");
            }
            if (!words.isBlank()) paragraph.append(paragraph.isEmpty() ? "" : "<br>").append(inline(words));
        }
        close(out, paragraph);
        return out.append("</blockquote>".repeat(depth)).toString();
    }

    private static void close(StringBuilder out, StringBuilder paragraph) {
        if (!paragraph.isEmpty()) out.append("<p>").append(paragraph).append("</p>");
        paragraph.setLength(0);
    }

    private static int depth(String line) {
        var depth = 0;
        for (var i = 0; i < line.length() && depth < 20; i++) {
            if (line.charAt(i) == '>') depth++;
            else if (line.charAt(i) != ' ') break;
        }
        return depth;
    }

    private static String unquoted(String line) {
        return line.replaceFirst("^(?: ?>){1,20} ?", "");
    }

    private static String inline(String line) {
        var out = new StringBuilder();
        var matcher = LINK.matcher(line);
        var last = 0;
        while (matcher.find()) {
            out.append(escape(line.substring(last, matcher.start()))).append(link(matcher));
            last = matcher.end();
        }
        return out.append(escape(line.substring(last))).toString().replace("  ", "&nbsp; ");
    }

    private static String link(Matcher matcher) {
        var shown = matcher.group();
        var end = shown.length();
        while (end > 0 && BEHIND.indexOf(shown.charAt(end - 1)) >= 0) end--;
        var tail = shown.substring(end);
        shown = shown.substring(0, end);
        var href = shown.contains("://") ? shown : shown.startsWith("www.") || shown.startsWith("WWW.") ? "https://" + shown : "mailto:" + shown;
        if (!Addresses.isLink(href)) return escape(shown + tail);
        return "<a href=\"" + escape(href) + "\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">" + escape(shown) + "</a>" + escape(tail);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
