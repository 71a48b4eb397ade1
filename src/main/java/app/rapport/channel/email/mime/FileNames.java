package app.rapport.channel.email.mime;

import java.util.Map;
import java.util.Optional;

/// Names that a file may bear: no path, no control characters, never empty.
final class FileNames {

    private static final Map<String, String> ENDINGS = Map.of("message/rfc822", "eml", "text/plain", "txt",
            "text/rfc822-headers", "txt", "image/jpeg", "jpg", "text/vcard", "vcf",
            "application/octet-stream", "bin", "image/svg+xml", "svg");

    private FileNames() {}

    static String of(Optional<String> given, String type) {
        var clean = given.map(FileNames::clean).orElse("");
        if (!clean.isEmpty()) return clean;
        if (type.equals("text/calendar")) return "invite.ics";
        if (type.startsWith("message/") && !ENDINGS.containsKey(type)) return "report.txt";
        var kind = type.substring(0, Math.max(0, type.indexOf('/')));
        var ending = ENDINGS.getOrDefault(type, type.substring(type.indexOf('/') + 1));
        return (kind.equals("image") ? "picture" : kind.equals("message") ? "message" : "file") + "." + clean(ending);
    }

    static String clean(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        // Direction marks make "exe.pdf" of "fdp.exe".
        var clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*]", "").strip();
        if (clean.matches("\\.+")) return "";
        return clean.length() <= 180 ? clean : clean.substring(0, 150) + clean.substring(clean.length() - 30);
    }
}
