package app.rapport.scenarios;

import static app.rapport.testing.Cast.LINUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the program writes by itself: in the customer's language, never to machines, and never without end.
class AutomaticMailTest {

    private static Program program;
    private static GreenMail world;
    private static Cast cast;

    @BeforeAll
    static void start() {
        program = new Program();
        world = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        world.start();
        cast = new Cast(program.smtpPort());
        assertThat(program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(world.getSmtp().getPort(), true)).status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        program.close();
        world.stop();
    }

    @Test
    void an_acknowledgement_speaks_the_contacts_language_else_the_brands() {
        cast.writes("grace@example.org", "First", "Hello", Map.of());
        assertThat(text(sentTo("grace@example.org", 1).getFirst())).contains("Hello grace@example.org,").contains("thank you for your message");

        program.bean(DSLContext.class).execute("update customer_contact set locale = 'de-AT' where name = 'grace@example.org'");
        cast.writes("grace@example.org", "Zweitens", "Hallo", Map.of());
        assertThat(text(sentTo("grace@example.org", 2).getLast())).contains("vielen Dank").doesNotContain("thank you");

        var own = Map.of("acknowledgement", Map.of("enabled", true, "subject", "Got #{{ ticket.number }}", "body", "Dear {{ contact.name }}"));
        assertThat(program.call("PATCH", "/api/v1/channel-accounts/1", own).status()).isEqualTo(200);
        cast.writes("grace@example.org", "Drittens", "Hallo", Map.of());
        assertThat(text(sentTo("grace@example.org", 3).getLast())).contains("Dear grace@example.org");
        var usual = program.call("PATCH", "/api/v1/channel-accounts/1", Map.of("acknowledgement", Map.of("enabled", true))).body();
        assertThat(usual.path("acknowledgement").path("body").isNull()).isTrue();
        var broken = program.call("PATCH", "/api/v1/channel-accounts/1", Map.of("acknowledgement", Map.of("enabled", true, "body", "{{ contact.name")));
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.body().toString()).contains("acknowledgement.body");
    }

    @Test
    void an_address_that_does_not_exist_is_acknowledged_once() throws Exception {
        cast.writes("typo@example.org", "From nowhere", "Hello", Map.of());
        var acknowledgement = sentTo("typo@example.org", 1).getFirst();
        cast.reportsOn(acknowledgement.getMessageID(), "typo@example.org", "failed", "5.1.1");
        var db = program.bean(DSLContext.class);
        await().until(() -> db.fetch("select * from channel_outbound where address = 'typo@example.org' and state = 'bounced' and reason like '5.1.1 %'").size() == 1);
        cast.writes("typo@example.org", "From nowhere again", "Hello", Map.of());
        await().until(() -> program.bean(Intake.class).waiting() == 0);
        program.settle();
        assertThat(program.get("/api/v1/tickets?limit=100").path("items").valueStream()).anyMatch(ticket -> ticket.path("subject").asString().equals("From nowhere again"));
        assertThat(db.fetchSingle("select count(*) from channel_outbound where address = 'typo@example.org'").get(0, Integer.class)).isOne();
    }

    @Test
    void an_answer_that_comes_back_brings_its_ticket_back() throws Exception {
        var ticket = program.call("POST", "/api/v1/tickets", Map.of("subject", "To nobody", "contact", Map.of("email", "moved@example.org"), "kind", "reply", "bodyHtml", "<p>Hello</p>")).body();
        var path = "/api/v1/tickets/" + ticket.path("id").asLong();
        var answer = sentTo("moved@example.org", 1).getFirst();
        assertThat(program.call("PATCH", path, Map.of("status", "solved")).status()).isEqualTo(200);
        cast.reportsOn(answer.getMessageID(), "moved@example.org", "failed", "5.1.6");
        await().until(() -> program.get(path).path("status").asString().equals("open"));
        var delivery = program.get(path + "/messages").path("items").get(1).path("delivery");
        assertThat(delivery.path("state").asString()).isEqualTo("bounced");
        assertThat(delivery.path("reason").asString()).contains("5.1.6");
    }

    @Test
    void machines_get_no_answer_and_a_machine_that_does_not_stop_is_held() {
        for (var address : List.of("no-reply@shop.example", "mailer-daemon@shop.example", "orders-noreply@shop.example")) cast.writes(address, "From a machine", "Hello", Map.of());
        for (var i = 0; i < 31; i++) cast.writes("robot@example.net", "Report " + i, "All well", Map.of("Auto-Submitted", "auto-generated"));
        await().atMost(Duration.ofSeconds(30)).until(() -> program.bean(Intake.class).waiting() == 0);
        program.settle();
        var held = program.get("/api/v1/held-messages").path("items").valueStream().filter(item -> item.path("from").asString().equals("robot@example.net")).toList();
        assertThat(held).singleElement().satisfies(item -> {
            assertThat(item.path("reason").asString()).isEqualTo("storm");
            assertThat(item.path("subject").asString()).isEqualTo("Report 30");
            assertThat(item.path("recoverable").asBoolean()).isTrue();
        });
        assertThat(Arrays.stream(world.getReceivedMessages()).map(AutomaticMailTest::recipient)).noneMatch(to -> to.contains("example.net") || to.contains("shop.example"));
    }

    @Test
    void one_customer_is_acknowledged_thirty_times_in_ten_minutes_and_no_more() {
        for (var i = 0; i < 32; i++) cast.writes(LINUS, "Again " + i, "Hello", Map.of());
        await().atMost(Duration.ofSeconds(30)).until(() -> program.bean(Intake.class).waiting() == 0);
        program.settle();
        var acknowledged = program.bean(DSLContext.class).fetchSingle("select count(*) from channel_outbound where automatic and address = {0}", LINUS).get(0, Integer.class);
        assertThat(acknowledged).isEqualTo(30);
        assertThat(program.get("/api/v1/tickets?limit=100").path("items").valueStream().filter(ticket -> ticket.path("subject").asString().startsWith("Again"))).hasSize(32);
    }

    @Test
    void those_acknowledged_together_count_for_one_another_and_each_names_its_own_cause() {
        var db = program.bean(DSLContext.class);
        program.bean(Transactions.class).run(() -> {
            db.fetch("select name from platform_reader where name = 'acknowledging' for update");
            for (var i = 0; i < 32; i++) cast.writes("hedy@example.org", "Together " + i, "Hello", Map.of());
            await().atMost(Duration.ofSeconds(30)).until(() -> program.bean(Intake.class).waiting() == 0);
        });
        program.settle();
        var acknowledged = db.fetch("select outbound.ticket_id from channel_outbound outbound where automatic and address = 'hedy@example.org'").intoSet(0, Long.class);
        assertThat(acknowledged).hasSize(30);
        var caused = db.fetch("""
                select said.ticket_id from platform_journal said join platform_journal opened on opened.command = said.caused_by and opened.ticket_id = said.ticket_id
                where said.via = 'acknowledgement' and said.type = 'ticket.message-added' and opened.type = 'ticket.opened'""").intoSet(0, Long.class);
        assertThat(caused).containsAll(acknowledged);
    }

    private static List<MimeMessage> sentTo(String address, int count) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> Arrays.stream(world.getReceivedMessages()).filter(mail -> recipient(mail).equals(address)).toList(),
                mails -> mails.size() == count);
    }

    private static String recipient(MimeMessage mail) {
        try {
            return ((InternetAddress) mail.getAllRecipients()[0]).getAddress();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) {
        try {
            return ((jakarta.mail.Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
        } catch (jakarta.mail.MessagingException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
