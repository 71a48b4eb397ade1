package app.rapport.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Every mail of the golden corpus is read as its expected file says.
class CorpusTest {

    static final Path CORPUS = Path.of("src/test/resources/email");

    static List<String> mails() throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".eml")).sorted()
                    .map(name -> name.substring(0, name.length() - 4)).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void a_mail_is_read_as_expected(String name) throws IOException {
        var mapper = JsonMapper.shared();
        var described = mapper.valueToTree(Described.mail(Files.readAllBytes(CORPUS.resolve(name + ".eml"))));
        assertThat(described.toPrettyString()).isEqualTo(mapper.readTree(Files.readString(CORPUS.resolve(name + ".json"))).toPrettyString());
    }

    @Test
    void the_corpus_is_large_and_every_mail_has_its_expected_file() throws IOException {
        assertThat(mails()).hasSizeGreaterThan(60).allSatisfy(name -> assertThat(CORPUS.resolve(name + ".json")).exists());
    }

    @Test
    void nothing_that_is_shown_can_run_or_fetch() throws IOException {
        for (var name : mails()) {
            var described = Described.mail(Files.readAllBytes(CORPUS.resolve(name + ".eml")));
            var shown = (described.getOrDefault("visibleHtml", "") + "" + described.getOrDefault("quotedHtml", ""))
                    .toLowerCase(java.util.Locale.ROOT);
            assertThat(shown).as(name).doesNotContain("<script", "javascript:", "onerror=", "onload=", "onclick=", "url(", "@import", "<iframe",
                    "<form",
                    "<object", "<svg", "position:fixed", "<meta", "<base", "<link", "href=\"//", " src=\"http", "\0");
        }
    }

    @Test
    void a_mail_cut_anywhere_is_still_read() throws IOException {
        for (var name : List.of("outlook-desktop-de", "inline-picture", "bounce-postfix", "newsletter", "japanese-iso-2022-jp")) {
            var raw = Files.readAllBytes(CORPUS.resolve(name + ".eml"));
            for (var length = 10; length < raw.length; length += 17) assertThat(Described.mail(java.util.Arrays.copyOf(raw, length))).isNotEmpty();
        }
    }
}
