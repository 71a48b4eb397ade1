package app.rapport.channel.email.classify;

import app.rapport.channel.email.mime.Headers;
import app.rapport.channel.email.mime.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Signs in headers and subjects.
final class Signs {

    private static final Set<String> PRESENCE = Set.of("x-autoreply", "x-autorespond", "x-autoresponder", "x-fc-machinegenerated", "x-autoreply-from",
            "x-mail-autoreply", "x-autoresponse", "x-autorespond-from", "x-auto-reply", "x-vacation");
    private static final Pattern PREFIXES = Pattern.compile("x-(?:autoresponse|autoreply-from|autorespond|mail-autoreply).*");
    private static final Pattern PRECEDENCE = Pattern.compile("(?i)(?:bulk|junk|auto[-_]reply)");

    private static final String OFFICE = "out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|autoreply|on vacation|"
            + "away from (?:the office|my mail)|"
            + "automatische (?:antwort|abwesenheitsnotiz|rückantwort)|abwesenheits(?:notiz|nachricht|meldung|assistent)|abwesenheit|abwesend|"
            + "nicht im büro|ich bin (?:nicht im|im urlaub)|"
            + "réponse automatique|absence du bureau|absent\\(?e?\\)? du bureau|message d['’]absence|en congés?|respuesta automática|"
            + "fuera de (?:la )?oficina|ausente de la oficina|"
            + "risposta automatica|fuori sede|fuori ufficio|assente|resposta automática|fora do escritório|ausência temporária|"
            + "automatisch antwoord|afwezig(?:heid)?|niet op kantoor|"
            + "autosvar|automatiskt svar|automatisk svar|ikke til stede|fraværende|frånvaro|frånvarande|automaattinen vastaus|poissa|"
            + "odpowiedź automatyczna|automatyczna odpowiedź|"
            + "nieobecność|poza biurem|automatická odpověď|automatická odpoveď|mimo kancelář|автоматический ответ|автоответ|вне офиса|отсутствую|"
            + "автоматична відповідь|автовідповідь|"
            + "automatikus válasz|házon kívül|otomatik yanıt|ofis dışında|αυτόματη απάντηση|εκτός γραφείου|răspuns automat|automatski odgovor|"
            + "samodejni odgovor|automatinis atsakymas|"
            + "automātiska atbilde|automaatvastus|رد تلقائي|תשובה אוטומטית|מענה אוטומטי|自动答复|自动回复|自動回覆|自動応答|自動返信|不在通知|不在連絡|자동 회신|부재중|"
            + "balasan otomatis|trả lời tự động|ตอบกลับอัตโนมัติ";
    private static final Pattern OFFICE_SUBJECT = Pattern.compile("(?iuU)^\\W*(?:" + OFFICE + ")(?=\\P{L}|$).*");
    private static final Pattern OFFICE_SURE = Pattern.compile("(?iuU)^\\W*(?:" + OFFICE + ")\\s*(?:[:：].*|\\(.*|$)");

    // An answer to our mail repeats our subject, which may well speak of a delivery.
    private static final Pattern BOUNCE_SUBJECT =
            Pattern.compile("(?iuU)(?!\\W*(?:re|aw|antw(?:ort)?|sv|rv|ré|odp)\\s*[:：]).*(?:undeliver(?:able|ed)|delivery (?:has )?(?:status|failure|failed|delayed|problem)|failure notice|"
            + "mail(?: delivery)? (?:failed|failure|error|system error)|returned mail|delivery incomplete|could not be delivered|"
            + "message (?:delayed|delivery)|mail could not|warning: (?:could not send|message)|"
            + "unzustellbar|nicht zugestellt|zustellungs(?:fehler|benachrichtigung|status|bericht|problem)|zustellstatus|(?:fehler|problem)e? (?:bei|mit) der zustellung|"
            + "zustellung (?:ist |war )?(?:fehlgeschlagen|gescheitert|verzögert|nicht möglich|unmöglich)|non remis|non distribu|échec de (?:la )?(?:remise|distribution)|no se puede entregar|"
            + "no entregado|devuelto|"
            + "non recapitabile|mancato recapito|impossibile recapitare|onbestelbaar|não entregue|falha na entrega|kan inte levereras|"
            + "ikke leveres|nie można dostarczyć|niedostarczon|"
            + "nedoručiteln|не доставлено|недоставленное|невозможно доставить|kézbesíthetetlen|teslim edilemedi|未送达|无法投递|系统退信|無法傳遞|配信不能|配信できません|"
            + "배달되지|非配信).*");

    private Signs() {}

    static boolean isBounceSubject(String subject) {
        return subject.length() < 500 && BOUNCE_SUBJECT.matcher(subject).matches();
    }

    static List<String> automatic(Headers headers) {
        var signs = new ArrayList<String>();
        headers.first("auto-submitted").map(Signs::value).filter(value -> !value.isEmpty() && !value.equals("no") && !value.startsWith("no;"))
                .ifPresent(value -> signs.add("auto-submitted: " + value));
        for (var name : List.of("precedence", "x-precedence")) {
            headers.first(name).map(Signs::value).filter(value -> PRECEDENCE.matcher(value).matches())
                    .ifPresent(value -> signs.add(name + ": " + value));
        }
        headers.first("x-auto-response-suppress").map(Signs::value).filter(value -> value.contains("all") || value.contains("autoreply"))
                .ifPresent(value -> signs.add("x-auto-response-suppress: " + value));
        headers.first("x-loop").map(Signs::value).filter(value -> value.equals("yes") || value.equals("true")).ifPresent(_ -> signs.add("x-loop"));
        headers.first("x-autogenerated").map(Signs::value).filter(value -> value.contains("reply"))
                .ifPresent(_ -> signs.add("x-autogenerated: reply"));
        headers.first("x-amazon-mail-relay-type").map(Signs::value).filter(value -> value.equals("notification"))
                .ifPresent(_ -> signs.add("x-amazon-mail-relay-type"));
        headers.first("delivered-to").map(Signs::value).filter(value -> value.contains("autoresponder"))
                .ifPresent(_ -> signs.add("delivered-to: autoresponder"));
        headers.asMap().keySet().stream().filter(Signs::speaksByPresence).filter(name -> !value(headers.first(name).orElse("")).equals("no"))
                .forEach(signs::add);
        return signs;
    }

    private static boolean speaksByPresence(String name) {
        return PRESENCE.contains(name) || PREFIXES.matcher(name).matches();
    }

    static Optional<String> outOfOffice(ParsedMail mail, boolean automatic) {
        var headers = mail.headers();
        var submitted = headers.first("auto-submitted").map(Signs::value).orElse("");
        if (submitted.contains("vacation") || submitted.startsWith("auto-replied; owner-email=")
                || headers.has("x-vacation")) return Optional.of("vacation");
        var suppressed = headers.first("x-auto-response-suppress").map(Signs::value).orElse("").contains("all");
        if (suppressed && headers.has("x-ms-exchange-inbox-rules-loop")) return Optional.of("x-ms-exchange-inbox-rules-loop");
        var subject = mail.subject();
        if (subject.length() > 500) return Optional.empty();
        var pattern = automatic ? OFFICE_SUBJECT : OFFICE_SURE;
        var away = automatic && subject.toLowerCase(Locale.ROOT).contains("vacation");
        return away || pattern.matcher(subject).matches() ? Optional.of("subject: out of office") : Optional.empty();
    }

    static List<String> list(Headers headers) {
        var signs = new ArrayList<String>();
        for (var name : List.of("list-id", "list-post", "list-unsubscribe", "x-mailing-list",
                "x-mailman-version")) if (headers.has(name)) signs.add(name);
        for (var name : List.of("precedence", "x-precedence")) {
            if (headers.first(name).map(Signs::value).filter("list"::equals).isPresent()) signs.add(name + ": list");
        }
        return signs;
    }

    private static String value(String field) {
        return field.strip().toLowerCase(Locale.ROOT);
    }
}
