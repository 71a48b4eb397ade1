package app.rapport.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.channel.ChannelAccounts;
import app.rapport.channel.OutboundTickets;
import app.rapport.channel.email.classify.Bounce;
import app.rapport.channel.email.mime.ParsedMail;
import app.rapport.channel.email.mime.UnparseableMail;
import app.rapport.channel.spi.Adapter.From;
import app.rapport.channel.spi.Adapter.Incoming;
import app.rapport.channel.spi.Adapter.Report;
import app.rapport.channel.spi.Adapter.Suspicious;
import app.rapport.platform.Conflict;
import app.rapport.platform.intake.Intake;
import app.rapport.testing.Program;
import app.rapport.ticket.InboundMessage.Evidence;
import app.rapport.ticket.InboundMessage.File;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers that fail: no mail is lost by it, and nobody is kept from it.
class EmailAdapterTest {

    private static final String MAIL = "From: linus@example.org\r\nSubject: Tent\r\n\r\nIt leaks.\r\n";

    private static Program program;

    @BeforeAll
    static void start() {
        program = new Program();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    /// One whose evidence fails.
    private static EmailAdapter failing(Throwable failure) {
        var outbound = program.bean(OutboundTickets.class);
        var evidence = new MailEvidence(program.bean(MailIds.class), outbound) {
            @Override
            Evidence of(ParsedMail mail, MailEnvelope envelope, Optional<Bounce> report) {
                if (failure instanceof Error error) throw error;
                throw (RuntimeException) failure;
            }
        };
        return new EmailAdapter(program.bean(ChannelAccounts.class), evidence, program.bean(MailFiles.class), new EmailReports(evidence, outbound, program.bean(MailFiles.class)));
    }

    private static EmailSalvage salvage(EmailAdapter adapter) {
        return new EmailSalvage(adapter, program.bean(MailFiles.class));
    }

    private static Intake.Open open(String from, String mail) {
        var raw = mail.getBytes(StandardCharsets.UTF_8);
        var envelope = new MailEnvelope(from, "support@example.com", "127.0.0.1").json();
        return new Intake.Open(1, new Intake.Arrived("email", 1, new byte[] {1}, 1, envelope, raw, null, raw.length), 1, Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void whom_a_step_fails_on_becomes_a_message_with_the_mail_as_its_file_when_a_person_says_so(Class<? extends Throwable> kind) throws ReflectiveOperationException {
        var adapter = failing(kind.getDeclaredConstructor().newInstance());
        var incoming = salvage(adapter).readAnyway(open("linus@example.org", MAIL), null);
        assertThat(incoming.from()).isEqualTo(new From("linus@example.org", ""));
        assertThat(incoming.files()).singleElement().returns("mail.eml", File::name).returns((long) MAIL.length(), File::size);
        assertThatThrownBy(() -> salvage(adapter).readAnyway(open("", MAIL), null)).isInstanceOf(Conflict.class);
        assertThat(salvage(adapter).readAnyway(open("", MAIL), "linus@Example.ORG").from()).isEqualTo(new From("linus@example.org", ""));
    }

    @Test
    void by_itself_such_a_mail_is_tried_again_since_more_than_the_mail_was_asked() {
        var failure = new IllegalStateException("the database said no");
        assertThatThrownBy(() -> failing(failure).read(open("linus@example.org", MAIL))).isSameAs(failure);
    }

    @Test
    void what_became_of_our_mail_is_known_though_the_words_about_it_cannot_be_shown() {
        var mail = "From: mailer-daemon@example.org\r\nSubject: failure notice\r\n\r\n<linus@example.org>: 550 5.1.1 unknown\r\n\r\nMessage-ID: <"
                + program.bean(MailIds.class).messageId(7) + ">\r\n";
        var hopeless = assertThatThrownBy(() -> UnparseableMail.ifFails(() -> { throw new IllegalStateException("too deep"); })).isInstanceOf(UnparseableMail.class).actual();
        var report = (Report) failing(hopeless).read(open("", mail));
        assertThat(report.outboundId()).isEqualTo(7);
        assertThat(report.permanent()).isTrue();
        assertThat(report.reason()).startsWith("5.1.1");
        assertThat(report.mail()).returns(new From("mailer-daemon@example.org", ""), Incoming::from).returns("failure notice", Incoming::subject).returns("bounce", Incoming::automatic);
        assertThat(report.mail().files()).singleElement().returns("mail.eml", File::name).returns((long) mail.length(), File::size);
    }

    @Test
    void what_cannot_be_read_is_held_at_once_with_the_reason() {
        var held = ((Suspicious) failing(new IllegalStateException()).read(open("linus@example.org", "\0\1\2\3".repeat(100)))).held();
        assertThat(held).isEqualTo(new Intake.Held("unparseable", "It has neither a header nor a text.", "linus@example.org", "support@example.com", null));
    }
}
