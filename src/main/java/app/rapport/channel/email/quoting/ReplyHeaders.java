package app.rapport.channel.email.quoting;

import java.util.List;
import java.util.regex.Pattern;

/// "On Monday Linus wrote:" in the words of some thirty languages, on one line or wrapped over several.
final class ReplyHeaders {

    private static final int WRAPPED = 4;
    private static final int LONGEST = 400;

    // Each ends the line; a date or an address must stand before it, since "as Ada wrote:" also occurs in prose.
    private static final List<String> ENDINGS = List.of(
            "wrote", "writes", "schrieb(?: .{1,100})?", "geschrieben", "a écrit", "écrivait", "escribió", "va escriure", "escreveu",
            "ha scritto", "scrive", "schreef(?: .{1,100})?", "heeft .{0,100}geschreven", "skrev(?: .{1,100})?", "skrifaði(?: .{1,100})?", "kirjoitti",
            "napisał(?:\\(a\\)|a)?", "pisze", "napsal(?:\\(a\\)|a)?", "napísal(?:\\(a\\)|a)?", "ezt írta(?: .{0,100})?", "írta(?: .{0,100})?",
            "a scris", "написа", "пише", "написал(?:\\(а\\)|а)?", "пишет", "написав(?:\\(ла\\))?", "написала", "έγραψε", "έγραψαν",
            "tarihinde .{0,100}yazdı", "şunu yazdı", "yazdı", "كتب(?:ت)?(?: .{0,100})?", "כתב(?:ה)?(?:\u200f)?(?: .{0,100})?", "نوشت",
            "ने लिखा", "เขียนว่า", "đã viết", "menulis", "写道", "寫道", "撰寫", "の?メール", "(?:さん)?は?書きました", "님이 (?:작성|쓴 글)", "작성",
            "je napisa(?:o|la|o/la)", "је написа(?:о|ла)", "napisal[ao]?", "kirjutas(?: .{0,100})?", "rakstīja", "rašė", "напиша", "ka shkruar");

    private static final Pattern ENDING = Pattern.compile("(?iu)^.{3,}?(?:\\s|\\p{IsHan}|[>)」,]).{0,3}?(?:" + String.join("|", ENDINGS)
            + ")\\s?[:：]\\s*$");
    private static final Pattern PLACE = Pattern.compile("(?iu)^.{0,12}(?:\\d{4}年.{3,150}|"
            + "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}.{3,150})<[^<>\\s]{3,100}@[^<>\\s]{3,100}>.{0,8}[:：]\\s*$");
    private static final Pattern PROOF = Pattern.compile("[\\d٠-٩۰-۹]{1,2}[:.：年/٫h-]|@|\\d{4}");

    private static final Pattern STAMP = Pattern.compile("(?=.*\\d{1,2}[:.h]\\d{2})(?=.*(?:\\d{4}|"
            + "\\d{1,2}[./-]\\d{1,2}[./-]\\d{2}))(?=.*@).{10,300}[:：]");

    private ReplyHeaders() {}

    /// How many lines the header at `i` takes; 0 when there is none.
    static int at(List<MailLine> lines, int i) {
        var joined = new StringBuilder();
        for (var length = 1; length <= WRAPPED && i + length <= lines.size(); length++) {
            var line = lines.get(i + length - 1);
            if (line.isBlank() || line.quoted() || joined.length() + line.text().length() > LONGEST) return 0;
            var words = line.words();
            if (length > 1 && isHeader(words, 1) && Openings.alone(words)) return 0;
            joined.append(joined.isEmpty() ? "" : " ").append(words);
            if (isHeader(joined.toString(), length) || leadsToQuote(joined.toString(), length, lines, i + length)) return length;
        }
        return 0;
    }

    static boolean mayEnd(MailLine line) {
        var text = line.text().stripTrailing();
        return text.endsWith(":") || text.endsWith("：");
    }

    private static boolean isHeader(String text, int lines) {
        if (text.length() < 8 || !(text.endsWith(":") || text.endsWith("："))) return false;
        if (!PROOF.matcher(text).find()) return false;
        // Of several lines the first must begin the sentence, or an own line before the header would be swallowed.
        return (lines == 1 || Openings.opens(text)) && (ENDING.matcher(text).find() || PLACE.matcher(text).find());
    }

    // Before a quote less will do: whatever the language, date, time and address; or "On Tuesday, Ada wrote" without either.
    private static boolean leadsToQuote(String text, int count, List<MailLine> lines, int next) {
        if (!(text.endsWith(":") || text.endsWith("：")) || !quoteAt(lines, next)) return false;
        var opens = Openings.opens(text);
        return (count == 1 || opens) && (STAMP.matcher(text).matches() || opens && ENDING.matcher(text).find());
    }

    private static boolean quoteAt(List<MailLine> lines, int next) {
        var i = next;
        while (i < lines.size() && lines.get(i).isBlank()) i++;
        return i < lines.size() && lines.get(i).quoted();
    }

    private static final class Openings {

        private static final Pattern OPENING = Pattern.compile("(?iu)^(?:on|am|le|el|il|em|a|op|den|på|w dniu|dnia|dne|dňa|în|pe|на|в|во|στις|"
                + "την|il giorno|"
                + "pada|vào|lúc|在|于|於|في|بتاريخ|ב|ב-|בתאריך|در|el dia|dana|le jour|tarihinde|\\d{1,4}|<?[^\\s<>]{1,60}@|"
                + "(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|pon|wt|śr|czw|pt|sob|niedz|lun|mar|mer|jeu|ven|sam|dim|po|út|st|čt|pá|so|"
                + "ne|пн|вт|ср|чт|пт|сб|вс)[.,]{0,2}\\s+\\d).*");

        // A line that begins with the address goes on with what stood before it.
        static boolean alone(String text) {
            return !text.startsWith("<") && opens(text);
        }

        static boolean opens(String text) {
            return OPENING.matcher(text).matches();
        }
    }
}
