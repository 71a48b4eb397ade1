package app.rapport.channel.email.quoting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Decides for each line of a mail whether it is the author's own, quoted or signature. Folding hides nothing for good, so a
/// doubt goes to the author: answers between quotes, forwarded mails and mails without words of their own stay whole.
public final class Quotes {

    /// Lines that might end the header of a reply. Looking at one in thirty languages takes milliseconds when it was written to, and no
    /// mail of a person has so many.
    private static final int MOST_TRIED = 500;

    private final List<MailLine> lines;
    private final boolean[] quoted;

    private Quotes(List<MailLine> lines) {
        this.lines = lines;
        this.quoted = new boolean[lines.size()];
    }

    /// One part per line.
    public static List<Part> of(List<MailLine> lines) {
        var quotes = new Quotes(lines);
        quotes.find();
        quotes.closeGaps();
        if (quotes.isInterleaved() || !quotes.hasOwnWords()) Arrays.fill(quotes.quoted, false);
        return quotes.parts();
    }

    private void find() {
        var tried = 0;
        for (var i = 0; i < quoted.length; i++) {
            var line = lines.get(i);
            if (line.isBlank() && !line.cut()) continue;
            if (ForwardMarks.at(lines, i)) return;
            if (line.cut() || OriginalMarks.at(lines, i)) {
                Arrays.fill(quoted, underscoreBefore(i), quoted.length, true);
                return;
            }
            if (line.quoted()) quoted[i] = true;
            else if (tried < MOST_TRIED && header(i)) return;
            if (ReplyHeaders.mayEnd(line)) tried++;
        }
    }

    // Outlook draws a line of underscores above the block.
    private int underscoreBefore(int i) {
        var before = i - 1;
        while (before >= 0 && lines.get(before).isBlank()) before--;
        return before >= 0 && lines.get(before).text().strip().matches("[_-]{5,}") ? before : i;
    }

    /// Whether nothing more is to be looked for.
    private boolean header(int i) {
        var length = ReplyHeaders.at(lines, i);
        if (length == 0) return false;
        var next = i + length;
        while (next < quoted.length && lines.get(next).isBlank()) next++;
        var marked = next < quoted.length && lines.get(next).quoted();
        Arrays.fill(quoted, i, marked ? i + length : quoted.length, true);
        return !marked;
    }

    // Empty lines within and after a quote go with it.
    private void closeGaps() {
        for (var i = 1; i < quoted.length; i++) {
            if (!lines.get(i).isBlank() || !quoted[i - 1]) continue;
            var next = i;
            while (next < quoted.length && lines.get(next).isBlank()) next++;
            if (next == quoted.length || quoted[next]) Arrays.fill(quoted, i, next, true);
            i = next;
        }
    }

    private boolean hasOwnWords() {
        for (var i = 0; i < quoted.length; i++) {
            if (!quoted[i] && !lines.get(i).isBlank()) return true;
        }
        return false;
    }

    private boolean isInterleaved() {
        var runs = 0;
        var inQuote = false;
        for (var i = 0; i < quoted.length; i++) {
            if (lines.get(i).isBlank()) continue;
            if (quoted[i] && !inQuote) runs++;
            inQuote = quoted[i];
        }
        return runs > 1;
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        var signature = Signatures.of(lines, quoted);
        for (var i = 0; i < quoted.length; i++) parts.add(quoted[i] ? Part.QUOTE : signature[i] ? Part.SIGNATURE : Part.OWN);
        return parts;
    }
}
