package app.rapport.channel.email.quoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotesTest {

    private static String parts(String text) {
        var out = new StringBuilder();
        for (var part : Quotes.of(text.lines().map(MailLine::plain).toList())) out.append(part.name().charAt(0));
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "On Sun, Nov 22, 2026 at 6:03 PM Ada <a@x.test> wrote:", "On 22.11.26 18:03, Ada wrote:", "2026-11-22 18:03 GMT+01:00 Ada <a@x.test>:",
        "Ada <a@x.test> wrote on 22.11.2026 18:03:",
        "Am 22.11.26 um 18:03 schrieb Ada:", "Am So., 22. Nov. 2026 um 18:03 Uhr schrieb Ada <a@x.test>:",
        "Ada <a@x.test> schrieb am So., 22. Nov. 2026, 18:03:",
        "Le 22/11/2026 à 18:03, Ada a écrit :", "El 22/11/26 a las 18:03, Ada escribió:", "Il 22/11/26 18:03, Ada ha scritto:",
        "Op 22-11-2026 om 18:03 schreef Ada:",
        "Em 22/11/2026 18:03, Ada escreveu:", "W dniu 22.11.2026 o 18:03, Ada pisze:", "Den 22.11.2026 18:03, skrev Ada:",
        "22.11.2026 18.03, Ada kirjoitti:",
        "Dne 22. 11. 26 v 18:03 Ada napsal(a):", "Dňa 22. 11. 2026 o 18:03 Ada napísal(a):", "2026. 11. 22. 18:03 keltezéssel, Ada írta:",
        "Pe 22.11.2026 18:03, Ada a scris:",
        "22.11.2026 18:03, Ada пишет:", "22.11.2026 18:03, Ada пише:", "Στις 22/11/26 18:03, ο/η Ada έγραψε:",
        "22.11.2026 18:03 tarihinde Ada yazdı:",
        "في 22/11/2026 18:03، كتب Ada:", "\u202bבתאריך 22/11/2026 18:03, \u200fAda כתב:\u202c", "在 2026/11/22 18:03, Ada 写道:",
        "於 2026/11/22 18:03，Ada 寫道：", "2026/11/22 18:03, Ada wrote:",
        "2026년 11월 22일 (일) 오후 6:03, Ada <a@x.test>님이 작성:", "Vào 22/11/2026 18:03, Ada đã viết:", "Pada 22/11/2026 18:03, Ada menulis:",
        "เมื่อ 22/11/2026 18:03, Ada เขียนว่า:",
        "Dana 22. 11. 2026. u 18:03, Ada je napisao/la:", "V V 22. 11. 2026 ob 18:03 je Ada napisal:", "El 22/11/26 18:03, Ada va escriure:",
        "Þann 22.11.2026 18:03 skrifaði Ada:",
        "Kontakt Ada (<a@x.test>) kirjutas kuupäeval P, 22. november 2026 kell 18:03:", "در 22/11/2026 18:03، Ada نوشت:",
        "22/11/2026 को 18:03 Ada ने लिखा:"})
    void reply_headers_of_many_languages_fold_with_and_without_quote_marks(String header) {
        assertThat(parts("Mine\n\n" + header + "\n> theirs\n> more")).isEqualTo("OOQQQ");
        if (!header.startsWith("2026-") && !header.contains("wrote on")) assertThat(parts("Mine\n\n" + header + "\ntheirs\nmore")).isEqualTo("OOQQQ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: Ada\nSent: Sunday\nTo: Linus\nSubject: Tent", "Von: Ada\nGesendet: Sonntag\nAn: Linus\nBetreff: Zelt", "De : "
            + "Ada\nEnvoyé : dimanche\nÀ : Linus\nObjet : Tente",
        "De: Ada\nEnviado el: domingo\nPara: Linus\nAsunto: Tienda", "Da: Ada\nInviato: domenica\nA: Linus\nOggetto: Tenda",
        "Van: Ada\nVerzonden: zondag\nAan: Linus\nOnderwerp: Tent",
        "Från: Ada\nSkickat: söndag\nTill: Linus\nÄmne: Tält", "Od: Ada\nWysłano: niedziela\nDo: Linus\nTemat: Namiot",
        "От: Ada\nОтправлено: воскресенье\nКому: Linus\nТема: Палатка",
        "发件人: Ada\n发送时间: 2026年\n收件人: Linus\n主题: 帐篷", "差出人: Ada\n送信日時: 2026年\n宛先: Linus\n件名: テント",
        "*From:* Ada\n*Date:* Sunday\n*To:* Linus\n*Subject:* Tent"})
    void outlook_blocks_fold_to_the_end(String block) {
        assertThat(parts("Mine\n\n" + block + "\n\nTheirs")).isEqualTo("OOQQQQQQ");
        assertThat(parts("Mine\n________________________________\n" + block + "\n\nTheirs")).isEqualTo("OQQQQQQQ");
    }

    @Test
    void answers_between_quotes_stay_with_what_they_answer() {
        assertThat(parts("On 22.11.26 18:03, Ada wrote:\n> one?\nyes\n> two?\nno")).isEqualTo("OOOOO");
    }

    @Test
    void a_mail_without_own_words_stays_whole() {
        assertThat(parts("On 22.11.26 18:03, Ada wrote:\n> one\n> two")).isEqualTo("OOO");
        assertThat(parts("From: Ada\nSent: Sunday\nTo: Linus\nSubject: Tent\n\nTheirs")).isEqualTo("OOOOOO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"---------- Forwarded message ---------", "Begin forwarded message:", "-------- Weitergeleitete Nachricht "
            + "--------", "Anfang der weitergeleiteten Nachricht:",
        "---------- Message transféré ---------", "-------- Mensaje reenviado --------", "-------- Пересылаемое сообщение --------",
        "---------- 转发的邮件 ---------"})
    void forwarded_mails_stay_visible(String mark) {
        assertThat(parts("See below\n\n" + mark + "\nFrom: Ada\nDate: Sunday\nSubject: Tent\nTo: Linus\n\nTheirs")).doesNotContain("Q");
    }

    @Test
    void answers_below_the_quote_are_found() {
        assertThat(parts("On 22.11.26 18:03, Ada wrote:\n> one\n\nMine")).isEqualTo("QQOO");
    }

    @Test
    void wrapped_headers_are_found_and_own_lines_before_them_kept() {
        assertThat(parts("Mine\nOn Sun, Nov 22, 2026 at 6:03 PM Ada Lovelace\n<ada@x.test> wrote:\n> one")).isEqualTo("OQQQ");
        assertThat(parts("Diese Antwort hilft.\nAm 22.11.26 um 18:03 schrieb Ada:\n> one")).isEqualTo("OQQ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"As my colleague wrote:", "He said the following:", "On the box somebody wrote:", "From: the beginning", "Original "
            + "message was lost", "I told you at 10:30:"})
    void prose_is_no_header(String line) {
        assertThat(parts("Hello\n" + line + "\nmore words\nand more")).isEqualTo("OOOO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone", "Enviado desde mi iPhone", "Inviato da "
            + "iPhone", "Get Outlook for iOS",
        "Sent from Yahoo Mail for iPhone", "Gesendet mit der GMX Mail App", "发自我的iPhone", "iPhoneから送信", "Verstuurd vanaf mijn iPhone",
        "Skickat från min iPhone",
        "Отправлено с iPhone", "Sent with Proton Mail secure email.", "Gesendet von Outlook für Android"})
    void the_lines_of_telephones_are_signature(String line) {
        assertThat(parts("Mine\n\n" + line)).isEqualTo("OOS");
    }

    @Test
    void a_signature_reaches_to_the_quote_and_a_long_one_is_text() {
        assertThat(parts("Mine\n-- \nLinus\nUppsala\nOn 22.11.26 18:03, Ada wrote:\n> one")).isEqualTo("OSSSQQ");
        assertThat(parts("Mine\n-- \n" + "line\n".repeat(40))).doesNotContain("S");
        assertThat(parts("-- \nLinus")).isEqualTo("OO");
    }

    @Test
    void every_line_gets_a_part_and_something_stays_visible() {
        var lines = List.of("words", "> quote", "", "-- ", "On 22.11.26 18:03, Ada wrote:", "From: Ada", "Sent: Sunday", "Subject: x",
                "Sent from my iPhone", "-----Original Message-----");
        qt().withExamples(2_000).forAll(lists().of(integers().between(0, lines.size() - 1)).ofSizeBetween(1, 12)).check(picks -> {
            var mail = picks.stream().map(lines::get).map(MailLine::plain).toList();
            var parts = Quotes.of(mail);
            return parts.size() == mail.size() && (mail.stream().allMatch(MailLine::isBlank) || parts.contains(Part.OWN));
        });
    }

    @Test
    void long_and_hostile_lines_are_judged() {
        var hostile = ("On " + "a ".repeat(10_000) + "\n" + "Am 1.1.2026 " + "x@y ".repeat(60) + "\n" + ">".repeat(100_000) + "\n").repeat(50);
        assertThat(parts(hostile)).isNotEmpty();
        assertThat(parts("From: x\n".repeat(20_000))).isNotEmpty();
        assertThat(parts("On 1.1.2026 a@b.test\n".repeat(20_000))).isNotEmpty();
    }
}
