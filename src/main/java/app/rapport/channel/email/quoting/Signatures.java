package app.rapport.channel.email.quoting;

import java.util.List;
import java.util.regex.Pattern;

/// Marks signatures in what is not quoted: after "-- " (RFC 3676 4.3), by markup, or the line a telephone adds.
final class Signatures {

    private static final int LONGEST = 25;
    private static final Pattern DELIMITER = Pattern.compile("^(?:-- ?|—|__+|--\\u00a0)$");
    private static final Pattern DEVICE = Pattern.compile("(?iuU)^(?:(?:sent|get|verstuurd|versendet|gesendet|envoyé|enviado|enviada|inviato|"
            + "skickat|sendt|lähetetty|wysłane?o?|odesláno|"
            + "отправлено|надіслано|gönderildi|trimis|elküldve|发自|發自|傳自|dikirim|đã gửi)\\b.{0,60}(?:iphone|ipad|ios|android|samsung|galaxy|"
            + "huawei|blackberry|outlook|mail|mobile|"
            + "smartphone|handy|móvil|telefon|phone|yahoo|windows|gmx|web\\.de|proton|айфон|устройства|телефона).{0,60}"
            + "|von meinem .{1,40} gesendet\\.?|diese nachricht wurde von meinem .{1,60} gesendet.{0,40}|iphoneから送信|.{0,20}から送信|내 iphone에서 보냄|"
            + "나의 iphone에서 보냄|"
            + "发自我的.{1,30}|從我的.{1,30}傳送|sent with .{1,40}|télécharger outlook pour .{1,20}|outlook für .{1,20} (?:beziehen|herunterladen)|"
            + "obtener outlook para .{1,20}|ottieni outlook per .{1,20}|من جهاز .{1,30}|أُرسلت من .{1,30}|נשלח מ.{1,30})$");

    private Signatures() {}

    static boolean[] of(List<MailLine> lines, boolean[] quoted) {
        var signature = new boolean[lines.size()];
        for (var i = 0; i < signature.length; i++) {
            var line = lines.get(i);
            if (quoted[i]) continue;
            if (line.signature()) signature[i] = true;
            else if (DELIMITER.matcher(line.text()).matches() && end(quoted, i) - i <= LONGEST) java.util.Arrays.fill(signature, i,
                    end(quoted, i), true);
            else if (line.text().length() < 160 && DEVICE.matcher(line.words()).matches()) signature[i] = true;
        }
        return allSignature(lines, quoted, signature) ? new boolean[signature.length] : signature;
    }

    /// No further than it matters.
    private static int end(boolean[] quoted, int from) {
        var end = from;
        while (end < quoted.length && !quoted[end] && end - from <= LONGEST) end++;
        return end;
    }

    private static boolean allSignature(List<MailLine> lines, boolean[] quoted, boolean[] signature) {
        for (var i = 0; i < signature.length; i++) {
            if (!quoted[i] && !signature[i] && !lines.get(i).isBlank()) return false;
        }
        return true;
    }
}
