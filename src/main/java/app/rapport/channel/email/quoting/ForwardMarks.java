package app.rapport.channel.email.quoting;

import java.util.List;
import java.util.regex.Pattern;

/// Where a forwarded mail begins: it is what the author wants to be read, so it is never folded.
final class ForwardMarks {

    private static final Pattern DIVIDER = Pattern.compile("(?iu)^(?:[-_*=]{2,}\\s*|>?\\s*)(?:forwarded message|begin forwarded message|"
            + "weitergeleitete nachricht|(?:anfang der )?weitergeleiteten? (?:nachricht|e-?mail)|message transféré|début du message (?:transféré|"
            + "réexpédié)|"
            + "mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|"
            + "begin doorgestuurd bericht|mensagem encaminhada|mensagem reencaminhada|пересланное сообщение|пересылаемое сообщение|"
            + "переслане повідомлення|"
            + "vidarebefordrat meddelande|videresendt (?:melding|besked|meddelelse)|przekazana wiadomość|przesłana wiadomość|přeposlaná zpráva|"
            + "välitetty viesti|továbbított üzenet|iletilen (?:mesaj|ileti)|προωθημένο μήνυμα|رسالة (?:معاد توجيهها|محولة)|הודעה שהועברה|转发的邮件|轉寄郵件|"
            + "转发邮件|転送(?:された)?メッセージ|전달된 메시지|pesan terusan)\\s*(?:[-_*=]{2,}|[:：]).*$");

    private ForwardMarks() {}

    static boolean at(List<MailLine> lines, int i) {
        var text = lines.get(i).words();
        return text.length() < 200 && DIVIDER.matcher(text).matches();
    }
}
