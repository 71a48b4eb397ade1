package app.rapport.scenarios;

import static app.rapport.testing.Cast.EVE;
import static app.rapport.testing.Cast.LINUS;
import static app.rapport.testing.Cast.reportOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.table;

import app.rapport.platform.intake.Intake;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.testing.RawClient;
import app.rapport.ticket.store.MessageStore;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a mail server reports about our mails is said on their ticket, and does nothing else to it.
class ReportTest {

    private static Program program;
    private static GreenMail world;
    private static Cast cast;
    private static DSLContext db;
    private static MessageStore messages;

    @BeforeAll
    static void start() {
        program = new Program();
        world = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        world.start();
        cast = new Cast(program.smtpPort());
        db = program.bean(DSLContext.class);
        messages = program.bean(MessageStore.class);
        assertThat(program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(world.getSmtp().getPort(), true)).status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        program.close();
        world.stop();
    }

    /// Of the program as a whole: what a report must not change.
    private record World(int contacts, int tickets, int sent, List<String> participants) {

        static World of(long ticket) {
            program.settle();
            return new World(count("customer_contact"), count("ticket"), count("channel_outbound"), messages.participants(ticket));
        }
    }

    @Test
    void an_answer_comes_back_and_the_report_stands_on_its_ticket_which_is_open_again() {
        var ticket = answered("The tent leaks");
        var before = World.of(ticket);
        cast.reportsOn(idOf("Re: The tent leaks"), LINUS, "failed", "5.1.1");
        worked();

        assertThat(shown(ticket).path("status").asString()).isEqualTo("open");
        var items = thread(ticket);
        var report = items.getFirst();
        assertThat(report.path("kind").asString()).isEqualTo("inbound");
        assertThat(report.path("automatic").asString()).isEqualTo("bounce");
        assertThat(report.path("channel").asString()).isEqualTo("email");
        assertThat(report.path("author").toString()).isEqualTo("{\"kind\":\"system\",\"id\":0,\"name\":\"Mail Delivery System\",\"address\":\"mailer-daemon@example.org\"}");
        assertThat(report.path("subject").asString()).isEqualTo("Delivery Status Notification");
        assertThat(report.path("visibleText").asString()).isEqualTo("About your mail.");
        assertThat(report.path("delivery").isNull()).isTrue();
        assertThat(items).filteredOn(message -> message.path("kind").asString().equals("reply")).singleElement().satisfies(reply -> {
            assertThat(reply.path("delivery").path("state").asString()).isEqualTo("bounced");
            assertThat(reply.path("delivery").path("reason").asString()).isEqualTo("5.1.1 so it is");
        });
        assertThat(World.of(ticket)).isEqualTo(before);
        assertThat(shown(ticket).path("messageCount").asInt()).isEqualTo(items.size()).isEqualTo(4);
        assertThat(shown(ticket).path("preview").asString()).isEqualTo("Try wax.");
        assertThat(db.fetch("select from platform_journal where ticket_id = {0} and type = 'ticket.message-added' and data ->> 'automatic' = 'bounce' and data ->> 'authorId' = '0'", ticket)).hasSize(1);
    }

    @Test
    void a_report_that_comes_twice_is_said_once_and_does_not_bring_back_what_is_done() {
        var ticket = answered("Twice");
        var report = reportOn(idOf("Re: Twice"), LINUS, "failed", "5.1.1");
        cast.reports(report);
        worked();
        status(ticket, "solved");
        cast.reports("Received: by another.way\r\n" + report);
        worked();
        assertThat(reports(ticket)).hasSize(1);
        assertThat(shown(ticket).path("status").asString()).isEqualTo("solved");
        assertThat(db.fetchValues("select outcome from platform_intake order by id desc limit 2")).isEqualTo(List.of("duplicate", "report"));
    }

    @Test
    void a_report_that_says_what_is_known_brings_back_nothing_though_nobody_knows_that_it_is_the_same() {
        var ticket = answered("Without an id");
        var report = reportOn(idOf("Re: Without an id"), LINUS, "failed", "5.1.1").replaceFirst("Message-ID: .*\r\n", "");
        cast.reports(report);
        worked();
        status(ticket, "solved");
        cast.reports("Received: by another.way\r\n" + report);
        worked();
        assertThat(shown(ticket).path("status").asString()).isEqualTo("solved");
    }

    @Test
    void a_mail_is_not_taken_for_the_report_that_somebody_made_of_it() throws IOException {
        var ticket = answered("Made a report");
        var mail = "From: " + LINUS + "\r\nTo: support@example.com\r\nSubject: Re: Made a report\r\nMessage-ID: <mine@example.org>\r\nIn-Reply-To: " + idOf("Re: Made a report")
                + "\r\n\r\nIt is wet.\r\n";
        cast.reports("X-Failed-Recipients: x@example.org\r\n" + mail);
        worked();
        assertThat(reports(ticket)).hasSize(1);
        try (var client = RawClient.greeted(program.smtpPort())) {
            client.deliver(LINUS, "support@example.com", mail);
        }
        worked();
        assertThat(thread(ticket).getFirst().path("author").path("kind").asString()).isEqualTo("contact");
    }

    @Test
    void that_an_answer_is_late_is_said_and_changes_nothing() {
        var ticket = answered("Slowly");
        var before = shown(ticket);
        cast.reportsOn(idOf("Re: Slowly"), LINUS, "delayed", "4.4.7");
        worked();
        assertThat(reports(ticket)).hasSize(1);
        assertThat(thread(ticket).get(1).path("delivery").path("state").asString()).isEqualTo("sent");
        assertThat(thread(ticket).get(1).path("delivery").toString()).contains("4.4.7 so it is");
        assertThat(shown(ticket).path("status").asString()).isEqualTo("pending");
        assertThat(shown(ticket).path("updatedAt")).isEqualTo(before.path("updatedAt"));
        assertThat(shown(ticket).path("preview")).isEqualTo(before.path("preview"));
    }

    @Test
    void an_acknowledgement_that_comes_back_is_said_and_its_ticket_stays_done_or_closed() {
        var ticket = written("To nobody");
        var acknowledgement = idOf("[#" + ticket + "] To nobody");
        status(ticket, "solved");
        cast.reportsOn(acknowledgement, LINUS, "failed", "5.2.2");
        worked();
        assertThat(reports(ticket)).hasSize(1);
        assertThat(shown(ticket).path("status").asString()).isEqualTo("solved");
        status(ticket, "closed");
        cast.reportsOn(acknowledgement, LINUS, "failed", "5.2.2");
        worked();
        assertThat(reports(ticket)).hasSize(2);
        assertThat(shown(ticket).path("status").asString()).isEqualTo("closed");
    }

    @Test
    void nobody_gets_into_a_ticket_by_a_report_that_is_forged() {
        var ticket = answered("Let me in");
        var answer = idOf("Re: Let me in");
        var before = World.of(ticket);
        var forged = reportOn(answer, LINUS, "delayed", "4.4.7").replace("To: <support@example.com>", "To: <" + EVE + ">\r\nCc: <friend-of-eve@example.net>")
                .replaceFirst("Message-ID: <\\S+>", "Message-ID: <forged@example.net>");
        cast.reports(forged);
        cast.reports(forged.replaceFirst("From: .*", "From: " + EVE).replace("About your mail.", "It is I."));
        worked();
        assertThat(reports(ticket)).hasSize(2);
        assertThat(World.of(ticket)).isEqualTo(before);

        for (var from : List.of(EVE, "friend-of-eve@example.net")) {
            for (var reference : List.of(answer, "<forged@example.net>")) cast.writes(from, "Re: Let me in", "I am Linus", Cast.inReplyTo(reference));
        }
        worked();
        assertThat(thread(ticket)).noneMatch(message -> message.path("visibleText").asString().contains("I am Linus"));
        assertThat(World.of(ticket).tickets()).isEqualTo(before.tickets() + 4);
        assertThat(db.fetch("select from ticket_proposal where other_id = {0}", ticket)).as("whoever names the forged report names nothing of ours").hasSize(2);
    }

    @Test
    void the_next_answer_continues_what_the_customer_wrote() throws Exception {
        var ticket = answered("Go on");
        cast.reports(reportOn(idOf("Re: Go on"), LINUS, "delayed", "4.4.7").replaceFirst("Message-ID: <\\S+>", "Message-ID: <machine@example.org>"));
        worked();
        var late = program.call("POST", "/api/v1/tickets/" + ticket + "/messages", Map.of("kind", "reply", "bodyHtml", "<p>Oops</p>", "clientMessageId", "late", "delaySeconds", 600)).body();
        assertThat(program.call("DELETE", "/api/v1/tickets/" + ticket + "/messages/" + late.path("id").asLong(), null).status()).isEqualTo(200);
        assertThat(shown(ticket).path("preview").asString()).as("what stands before the report").isEqualTo("Try wax.");
        reply(ticket, "again");
        var second = await().until(() -> sent("Re: Go on"), mails -> mails.size() == 2).getLast();
        assertThat(second.getHeader("In-Reply-To", null)).isEqualTo(sent("Re: Go on").getFirst().getHeader("In-Reply-To", null));
        assertThat(second.getHeader("References", null)).doesNotContain("machine@example.org");
        assertThat(second.getAllRecipients()).extracting(Object::toString).containsExactly(LINUS);
    }

    @Test
    void of_a_machine_that_does_not_stop_the_state_counts_and_the_words_are_left_out() {
        var ticket = answered("Storm");
        var answer = idOf("Re: Storm");
        for (var i = 0; i < 11; i++) cast.reports(reportOn(answer, LINUS, "delayed", "4.4." + i).replace("mailer-daemon@", "Daemon@storm."));
        worked();
        assertThat(reports(ticket)).hasSize(10);
        var last = db.fetchSingle("select outcome, ticket_id, message_id from platform_intake order by id desc limit 1");
        assertThat(last.intoList()).containsExactly("report", ticket, null);
        assertThat(thread(ticket).stream().map(JsonNode::toString).filter(message -> message.contains("4.4.10 so it is"))).as("on the answer alone").hasSize(1);
    }

    @Test
    void a_machine_that_does_not_say_who_it_is_is_nobody() {
        var ticket = answered("Nameless");
        cast.reports(reportOn(idOf("Re: Nameless"), LINUS, "delayed", "4.4.7").replaceFirst("From: .*\r\n", ""));
        worked();
        assertThat(reports(ticket)).singleElement().satisfies(report -> assertThat(report.path("author").toString()).isEqualTo("{\"kind\":\"system\",\"id\":0,\"name\":\"\",\"address\":\"\"}"));
    }

    /// A ticket of Linus, acknowledged.
    private static long written(String subject) {
        cast.writes(LINUS, subject, "Hello", Map.of());
        worked();
        return program.get("/api/v1/tickets?limit=100").path("items").valueStream().filter(item -> item.path("subject").asString().equals(subject)).findFirst().orElseThrow().path("id").asLong();
    }

    /// One that waits for Linus, whom an answer has reached, as far as we know.
    private static long answered(String subject) {
        var ticket = written(subject);
        reply(ticket, "first");
        status(ticket, "pending");
        await().until(() -> thread(ticket).stream().allMatch(message -> message.path("delivery").isNull() || message.path("delivery").path("state").asString().equals("sent")));
        return ticket;
    }

    private static void reply(long ticket, String clientMessageId) {
        var reply = Map.of("kind", "reply", "bodyHtml", "<p>Try wax.</p>", "clientMessageId", clientMessageId);
        assertThat(program.call("POST", "/api/v1/tickets/" + ticket + "/messages", reply).status()).isEqualTo(201);
    }

    private static void status(long ticket, String status) {
        assertThat(program.call("PATCH", "/api/v1/tickets/" + ticket, Map.of("status", status)).status()).isEqualTo(200);
    }

    private static void worked() {
        await().atMost(Duration.ofSeconds(30)).until(() -> program.bean(Intake.class).waiting() == 0);
        program.settle();
    }

    private static JsonNode shown(long ticket) {
        return program.get("/api/v1/tickets/" + ticket);
    }

    /// Newest first.
    private static List<JsonNode> thread(long ticket) {
        return program.get("/api/v1/tickets/" + ticket + "/messages?limit=100").path("items").valueStream().toList();
    }

    private static List<JsonNode> reports(long ticket) {
        return thread(ticket).stream().filter(message -> message.path("automatic").asString("").equals("bounce")).toList();
    }

    private static String idOf(String subject) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> sent(subject).stream().map(ReportTest::id).findFirst(), Optional::isPresent).orElseThrow();
    }

    private static List<MimeMessage> sent(String subject) {
        return Arrays.stream(world.getReceivedMessages()).filter(mail -> subject.equals(Cast.subject(mail))).toList();
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int count(String name) {
        return db.fetchCount(table(name));
    }
}
