package app.rapport;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people read on a screen or in a mail comes from the message files, by [app.rapport.platform.words.Words] or by the desk.
class WordsInCodeTest {

    private static final Path SOURCES = Path.of("src/main/java/app/rapport");

    /// Files and folders whose literals are no words for people, with the reason.
    private static final List<String> OTHERS = List.of(
            // SQL.
            "/store/", "platform/database/", "platform/rules/",
            // What others write: the patterns that recognise it in their languages, and its markup.
            "channel/email/classify/", "channel/email/quoting/", "channel/email/html/",
            // SMTP: what one program says to another.
            "channel/email/smtp/", "channel/email/send/", "channel/email/MailReceiver.java",
            // What is broken in a mail, for administrators: the detail of a held one, which the desk words by its reason.
            "channel/email/mime/",
            // The document of the API, in English like the details of its problems.
            "platform/web/ApiDocument.java", "platform/web/ApiOperations.java", "platform/web/Problems.java", "platform/templates/Templates.java",
            // The HELP lines of `/metrics`: one program to another.
            "Meters.java",
            // The command line: it says all it says before anybody has signed in.
            "Doctor.java", "Rapport.java", "StartUp.java", "Checkup.java",
            // Mails and answers that it makes up for itself.
            "Rehearsal.java",
            // Stands in for the desk, and for its words, where a developer has left it out of the build.
            "desk/web/DeskPages.java");

    @Test
    void sentences_for_people_stand_in_the_message_files() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var read = files.filter(file -> file.toString().endsWith(".java")).filter(file -> OTHERS.stream().noneMatch(file.toString()::contains)).toList();
            assertThat(Sentences.in(read)).isEmpty();
        }
    }

    @Test
    void what_is_left_out_is_there() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var names = files.map(Path::toString).toList();
            assertThat(OTHERS).allMatch(other -> names.stream().anyMatch(name -> (name + "/").contains(other)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "String said() { return \"We have received it.\"; }",
            "static final String SAID = \"(no subject)\";",
            "String said(String name) { return \"Dear \" + name + \", thank you for your message.\"; }",
            "String said(boolean late) { return late ? \"late by now\" : \"\"; }",
            "void said() { mails.send(\"<p>We have received it.</p>\"); }",
            "Supplier<String> said = () -> \"We have received it.\";",
            "@Named(\"one two\") String said = \"We have received it.\";"})
    void a_sentence_is_found(String member) {
        assertThat(Sentences.in("class Sample { " + member + " }")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "String said() { return words.text(locale, \"channel.acknowledgement.usual\"); }",
            "void said() { throw new Conflict(\"not-held\", \"It has been dismissed already.\"); }",
            "Object said() { return held.orElseThrow(() -> new Invalid(\"from\", \"required\", \"Say whom \" + id + \" is from.\")); }",
            "void said() { log.warn(\"Reader {} failed; it tries again\", name); }",
            "Object said() { return new Intake.Held(\"storm\", \"This machine has written very often.\", from, to, subject); }",
            "List<Finding> look() { return List.of(Finding.wrong(\"It waits for \" + names.stream().map(name -> \"reader \" + name).toList())); }",
            "Pattern said = Pattern.compile(\"out of office\");",
            "Object said() { return document.select(\"p, table td\"); }",
            "@Schema(description = \"When it was sent\") String said;",
            "static final class Late extends IllegalStateException { Late() { super(\"It came too late\"); } }",
            "String said = \"<div style='color: red'><br class=two>\";",
            "String said = \"\"\"\n  select id from ticket\"\"\";"})
    void what_nobody_reads_on_a_screen_is_none(String member) {
        assertThat(Sentences.in("class Sample { " + member + " }")).isEmpty();
    }
}
