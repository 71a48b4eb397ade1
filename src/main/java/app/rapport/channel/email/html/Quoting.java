package app.rapport.channel.email.html;

import java.util.List;
import java.util.regex.Pattern;

/// Where the new text ends and the quoted text or the signature begins, in plain text.
final class Quoting {

    record Split(String visible, String quoted) {}

    private static final Pattern HEADER = Pattern.compile("(?iu)^\\s*("
            + "(on|le|am|il|el|em|op|den|dne|w dniu|в|в|den|pada|a|τη)\\b.{5,200}(wrote|a écrit|schrieb|ha scritto|escribió|escreveu|schreef|skrev|napsal\\(a\\)|napisał\\(a\\)|написал\\(а\\)|пишет|έγραψε|menulis|írta)\\s*(.{0,60})?:"
            + "|-{2,}\\s*(original message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|originalnachricht|forwarded message|weitergeleitete nachricht)\\s*-{2,}"
            + "|_{20,})\\s*$");
    private static final Pattern FROM_BLOCK = Pattern.compile("(?iu)^\\s*\\*?(from|von|de|da|van|od|от|fra|från)\\*?:\\s.+$");
    private static final Pattern SENT_BLOCK = Pattern.compile("(?iu)^\\s*\\*?(sent|gesendet|envoyé|enviado|inviato|verzonden|date|datum|wysłano|отправлено|sendt|skickat)\\*?:\\s.+$");
    private static final Pattern DEVICE = Pattern.compile("(?iu)^\\s*(sent from my|von meinem .{2,40} gesendet|gesendet mit|envoyé de mon|enviado desde mi|inviato da|get outlook for).*$");

    private Quoting() {}

    static Split split(String text) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
        var end = quoteStart(lines);
        var visible = String.join("\n", lines.subList(0, end)).strip();
        if (visible.isEmpty()) return new Split(text, "");
        return new Split(visible, String.join("\n", lines.subList(end, lines.size())).strip());
    }

    /// The new text, without quote and signature.
    static String visible(String text) {
        var lines = split(text).visible().lines().toList();
        var end = lines.size();
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("-- ") || lines.get(i).equals("--") || DEVICE.matcher(lines.get(i)).matches()) {
                end = i;
                break;
            }
        }
        var visible = String.join("\n", lines.subList(0, end)).strip();
        return visible.isEmpty() ? String.join("\n", lines).strip() : visible;
    }

    private static int quoteStart(List<String> lines) {
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var wrapped = i + 1 < lines.size() ? line + " " + lines.get(i + 1) : line;
            if (HEADER.matcher(line).matches() || HEADER.matcher(wrapped).matches() && !line.isBlank()) return i;
            if (FROM_BLOCK.matcher(line).matches() && lines.subList(i + 1, Math.min(i + 4, lines.size())).stream().anyMatch(next -> SENT_BLOCK.matcher(next).matches())) return i;
            if (line.startsWith(">") && lines.subList(i, lines.size()).stream().allMatch(rest -> rest.startsWith(">") || rest.isBlank())) return i;
        }
        return lines.size();
    }
}
