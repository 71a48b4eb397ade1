package app.rapport.channel.email.html;

import app.rapport.channel.email.quoting.MailLine;
import app.rapport.channel.email.quoting.Part;
import java.util.List;
import java.util.function.Predicate;

/// Lines put together to a text without runs of empty ones.
final class TextLines {

    private TextLines() {}

    static String join(List<MailLine> lines, List<Part> parts, Predicate<Part> wanted) {
        var out = new StringBuilder();
        var blank = true;
        for (var i = 0; i < lines.size(); i++) {
            if (!wanted.test(parts.get(i))) continue;
            var text = marked(lines.get(i), parts.get(i)).stripTrailing();
            if (text.isBlank() && blank) continue;
            blank = text.isBlank();
            out.append(text).append('\n');
        }
        return out.toString().strip();
    }

    // Between answers a quote must be seen to be one.
    private static String marked(MailLine line, Part part) {
        var isMarked = !line.quoted() || line.text().stripLeading().startsWith(">") || line.text().isBlank();
        return isMarked || part == Part.QUOTE ? line.text() : "> " + line.text();
    }

    static String join(List<HtmlLine> lines) {
        var plain = lines.stream().map(HtmlLine::asMailLine).toList();
        return join(plain, plain.stream().map(_ -> Part.OWN).toList(), _ -> true);
    }
}
