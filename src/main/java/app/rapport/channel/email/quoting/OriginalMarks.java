package app.rapport.channel.email.quoting;

import java.util.List;
import java.util.regex.Pattern;

/// Where an earlier mail begins that bears no quote marks: a divider, or the block From / Sent / To / Subject.
final class OriginalMarks {

    private static final Pattern DIVIDER = Pattern.compile("(?iu)^[-_*=]{2,}\\s*(?:original(?: |-)?(?:message|nachricht|meddelande|mail)|"
            + "ursprüngliche (?:nachricht|mail)|"
            + "message d['’]origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|opprinnelig melding|"
            + "oprindelig meddelelse|originalmeddelelse|wiadomość oryginalna|oryginalna wiadomość|alkuperäinen viesti|původní zpráva|"
            + "pôvodná správa|исходное сообщение|оригинальное сообщение|mensagem original|eredeti üzenet|orijinal (?:mesaj|ileti)|"
            + "mesaj original|originalno sporočilo|оригинална порука|αρχικό μήνυμα|الرسالة الأصلية|הודעה מקורית|原始邮件|原始郵件|邮件原件|"
            + "元のメッセージ|original message|원본 메시지|pesan asli|thư gốc)\\s*[-_*=]{2,}$");

    private static final String FROM = "from|von|de|da|van|från|fra|od|lähettäjä|от|від|feladó|gönderen|kimden|από|من|מאת|发件人|寄件者|寄件人|"
            + "差出人|送信者|보낸 사람|보낸사람|expéditeur|remitente|mittente|dari|từ|จาก|desde|nuo|no|saatja|de la|pošiljatelj|šalje|frá";
    private static final String WHEN = "sent|date|gesendet|datum|envoyé|enviado(?: el)?|enviada(?: em)?|fecha|inviato|data|verzonden|skickat|"
            + "sendt|dato|"
            + "wysłano|wysłane|odesláno|odoslané|отправлено|дата|надіслано|küldve|elküldve|dátum|gönderildi|gönderme tarihi|tarih|στάλθηκε|"
            + "ημερομηνία|lähetetty|päivämäärä|trimis|تاريخ|التاريخ|تم الإرسال|נשלח|תאריך|发送时间|日期|寄件日期|已傳送|送信日時|日時|日付|보낸 날짜|날짜|tanggal|dikirim|"
            + "ngày|poslano";
    private static final String SUBJECT = "subject|betreff|objet|asunto|oggetto|onderwerp|ämne|emne|temat|předmět|predmet|тема|относно|tárgy|konu|"
            + "θέμα|الموضوع|موضوع|נושא|主题|主題|主旨|件名|제목|assunto|aihe|subiect|perihal|chủ đề|zadeva|assumpte|naslov|efni";

    private static final Pattern FROM_LINE = label(FROM);
    private static final Pattern WHEN_LINE = label(WHEN);
    private static final Pattern SUBJECT_LINE = label(SUBJECT);

    private OriginalMarks() {}

    private static Pattern label(String words) {
        return Pattern.compile("(?iu)^[*_ ]{0,3}(?:" + words + ")[*_ ]{0,3}\\s?[:：].{0,500}$");
    }

    static boolean at(List<MailLine> lines, int i) {
        var text = lines.get(i).words();
        if (text.length() > 500 || lines.get(i).quoted()) return false;
        return DIVIDER.matcher(text).matches() || block(lines, i);
    }

    /// The block of labels, in any order after From, within the next few lines.
    static boolean block(List<MailLine> lines, int i) {
        if (!FROM_LINE.matcher(lines.get(i).words()).matches()) return false;
        var when = false;
        var subject = false;
        for (var j = i + 1; j < Math.min(lines.size(), i + 9); j++) {
            var text = lines.get(j).words();
            if (text.length() > 1_000) continue;
            when |= WHEN_LINE.matcher(text).matches();
            subject |= SUBJECT_LINE.matcher(text).matches();
        }
        return when && subject;
    }
}
