package app.rapport.channel.email.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "=?utf-8?Q?J=C3=B6rg?=|Jörg", "=?UTF-8?q?a_b?= c|a b c", "=?utf-8?Q?a?= =?utf-8?Q?b?=|ab", "=?utf-8?Q?a?= x =?utf-8?Q?b?=|a x b",
        "=?utf-8*de?Q?=C3=B6?=|ö",
        "\"=?utf-8?Q?=C3=B6?=\"|\"ö\"", "=?utf-8?B?w7Y?=|ö", "=?utf-8?B?w7?= =?utf-8?B?Y=?=|ö", "=?utf-8?Q?=C3?= =?utf-8?Q?=B6?=|ö",
        "=?iso-8859-1?Q?=80?=|€",
        "=?x?Q?=C3=B6?=|ö", "plain|plain", "=?utf-8?Q?open|=?utf-8?Q?open", "=?utf-8?Q?=G1=?=|=G1=", "=?gb2312?B?6UY=?=|镕",
        "=?iso-2022-jp?B?GyRCLSEbKEI=?=|①"})
    void encoded_words_are_decoded(String written, String meant) {
        assertThat(EncodedWords.decode(written)).isEqualTo(meant);
    }

    @Test
    void any_text_comes_back_from_encoded_words_split_anywhere() {
        qt().forAll(strings().basicMultilingualPlaneAlphabet().ofLengthBetween(1, 40)).check(text -> {
            var bytes = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "x").getBytes(StandardCharsets.UTF_8);
            var words = new StringBuilder();
            for (var i = 0; i < bytes.length; i += 5) {
                var piece = java.util.Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + 5));
                words.append(i == 0 ? "" : "\r\n ").append("=?utf-8?B?").append(Base64.getEncoder().encodeToString(piece)).append("?=");
            }
            return EncodedWords.decode(words.toString()).equals(new String(bytes, StandardCharsets.UTF_8));
        });
    }

    @Test
    void parameters_are_put_together() {
        assertThat(Parameters.parse("Text/Plain; charset=\"utf-8\"; format=flowed"))
                .isEqualTo(new Parameters("text/plain", Map.of("charset", "utf-8", "format", "flowed")));
        assertThat(Parameters.parse("a/b; name*=utf-8'de'%e2%82%ac.txt; name=euro.txt").parameters()).containsEntry("name", "€.txt");
        assertThat(Parameters.parse("a/b; name*1=\"b.txt\"; name*0*=iso-8859-1''%E4").parameters()).containsEntry("name", "äb.txt");
        assertThat(Parameters.parse("a/b; name=\"a;b\\\"c.txt\"").parameters()).containsEntry("name", "a;b\"c.txt");
        assertThat(Parameters.parse("a/b; name=\"open").parameters()).containsEntry("name", "open");
        assertThat(Parameters.parse("a/b; name=two words.txt ; x=1").parameters()).containsEntry("name", "two words.txt").containsEntry("x", "1");
        assertThat(Parameters.parse("attachment; filename*=bad%ZZ").parameters()).containsEntry("filename", "bad%ZZ");
        assertThat(Parameters.parse(null).value()).isEmpty();
    }

    @Test
    void a_quoted_parameter_of_a_megabyte_does_not_overflow() {
        assertThat(Parameters.parse("a/b; name=\"" + "x\\\"".repeat(500_000) + "\"").parameters()).containsKey("name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mon, 23 Nov 2026 10:15:00 +0100|2026-11-23T09:15:00Z", "23 Nov 2026 10:15 GMT|2026-11-23T10:15:00Z",
        "Mon, 23 Nov 26 10:15:00 EST|2026-11-23T15:15:00Z",
        "Mon, 23 Nov 2026 10:15:00 +0100 (CET)|2026-11-23T09:15:00Z", "Mon, 23 Nov 2026 10.15.00 -0330|2026-11-23T13:45:00Z",
        "2026-11-23T10:15:00Z|2026-11-23T10:15:00Z",
        "Sat, 31 Dec 2016 23:59:60 +0000|2016-12-31T23:59:59Z", "23-Nov-2026 10:15:00 +01:00|2026-11-23T09:15:00Z"})
    void dates_are_read(String written, Instant meant) {
        assertThat(MailDates.parse(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"yesterday", "32 Nov 2026 10:15:00 +0100", "23 Nix 2026 10:15:00 +0100", "23 Nov 2026 25:15:00 +0100", "''"})
    void what_is_no_date_is_none(String written) {
        assertThat(MailDates.parse(written)).isNull();
    }

    @Test
    void charsets_mean_what_mail_programs_mean() {
        assertThat(Charsets.decode(new byte[] {(byte) 0x80}, "iso-8859-1")).isEqualTo("€");
        assertThat(Charsets.decode("ö".getBytes(StandardCharsets.UTF_8), "us-ascii")).isEqualTo("ö");
        assertThat(Charsets.decode("ö".getBytes(Charset.forName("windows-1252")), "utf-8")).isEqualTo("ö");
        assertThat(Charsets.decode("똠".getBytes(Charset.forName("MS949")), "ks_c_5601-1987")).isEqualTo("똠");
        assertThat(Charsets.decode("é".getBytes(Charset.forName("x-MacRoman")), "macintosh")).isEqualTo("é");
        assertThat(Charsets.decode("+AGEAYg-c".getBytes(StandardCharsets.US_ASCII), "unicode-1-1-utf-7")).isEqualTo("abc");
        assertThat(Charsets.decode("x".getBytes(StandardCharsets.UTF_8), "no such charset!")).isEqualTo("x");
    }

    @Test
    void a_long_undeclared_text_is_guessed() {
        var text = "Палатка протекает, помогите пожалуйста, мы в горах и идёт дождь".repeat(2);
        assertThat(Charsets.decode(text.getBytes(Charset.forName("windows-1251")), null)).isEqualTo(text);
    }

    @Test
    void one_cut_character_does_not_spoil_a_text() {
        var bytes = "テントが雨漏りします。助けてください。".getBytes(StandardCharsets.UTF_8);
        assertThat(Charsets.decode(java.util.Arrays.copyOf(bytes, bytes.length - 1), "utf-8")).startsWith("テントが雨漏りします。");
        assertThat(Charsets.decode(java.util.Arrays.copyOf(bytes, bytes.length - 1), null)).startsWith("テントが雨漏りします。");
    }

    @Test
    void flowed_lines_are_joined_within_their_quote() {
        assertThat(Flowed.unfold("a \nb\n> c \n> d\ne\n-- \nf", false)).isEqualTo("a b\n> c d\ne\n-- \nf\n");
        assertThat(Flowed.unfold("a \n> b", false)).isEqualTo("a \n> b\n");
        assertThat(Flowed.unfold(" >stuffed\n From x", false)).isEqualTo(">stuffed\nFrom x\n");
    }

    @Test
    void uuencoded_files_are_taken_out_of_the_text() throws IOException {
        var files = new LinkedHashMap<String, String>();
        Uuencode.Keeper keeper = (name, file) -> {
            files.put(name, new String(file.readAllBytes(), StandardCharsets.US_ASCII));
            return !files.get(name).isEmpty();
        };
        assertThat(Uuencode.split("Hi\nbegin 644 cat.txt\n#0V%T\n`\nend\nBye\n", keeper)).isEqualTo("Hi\n\nBye\n");
        assertThat(Uuencode.split("begin 1000 words\nand then it did not end", keeper)).isEqualTo("begin 1000 words\nand then it did not end");
        assertThat(Uuencode.split("begin 644 empty\n`\nend\nBye\n", keeper)).isEqualTo("begin 644 empty\n`\nend\nBye\n");
        assertThat(files).containsExactly(entry("cat.txt", "Cat"), entry("empty", ""));
    }

    @Test
    void a_uuencoded_part_is_decoded_as_it_is_read() throws IOException {
        var line = "M" + "0V%T".repeat(15) + "\r\n";
        var part = "some words\r\nbegin 644 cats.txt\r\n" + line.repeat(1_000) + "#0V%T\r\n`\r\nend\r\nmore words\r\n";
        try (var file = Uuencode.file(new ByteArrayInputStream(part.getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("Cat".repeat(15_001));
        }
        try (var none = Uuencode.file(new ByteArrayInputStream("only words".getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(new String(none.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("only words");
        }
    }

    @Test
    void file_names_are_made_safe() {
        assertThat(FileNames.clean("..\\..\\a/b/c.txt")).isEqualTo("c.txt");
        assertThat(FileNames.clean("a\u202efdp.exe")).isEqualTo("afdp.exe");
        assertThat(FileNames.clean("..")).isEmpty();
        assertThat(FileNames.clean("x".repeat(300) + ".pdf")).hasSize(180).endsWith(".pdf");
        assertThat(FileNames.of(java.util.Optional.empty(), "image/png")).isEqualTo("picture.png");
    }
}
