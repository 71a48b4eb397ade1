package app.rapport.scenarios;

import static app.rapport.testing.Cast.LINUS;
import static app.rapport.testing.Cast.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.intake.Intake;
import app.rapport.platform.time.Time;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.testing.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Mail that is huge, endless or broken is refused with a reason, or kept whole: nothing is lost, and the next one is served.
class HostileMailTest {

    private static final int LIMIT = 50 << 20;

    private static Program program;

    @BeforeAll
    static void start() {
        program = new Program();
        assertThat(program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(25, false)).status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void what_is_larger_than_the_limit_is_refused_and_what_is_not_becomes_a_ticket_with_its_file() throws IOException {
        try (var client = RawClient.greeted(program.smtpPort())) {
            assertThat(client.say("MAIL FROM:<" + LINUS + "> SIZE=" + (LIMIT + 1))).startsWith("552 5.3.4");
            client.envelope(LINUS, SUPPORT);
            large(client, "Too large", LIMIT);
            assertThat(client.reply()).startsWith("552 5.3.4");
            client.envelope(LINUS, SUPPORT);
            large(client, "Just right", LIMIT - (1 << 20));
            assertThat(client.reply()).startsWith("250");
        }
        var message = messages(ticket("Just right")).get(0);
        assertThat(message.path("attachments").get(0).path("size").asLong()).isEqualTo(sizeOf(LIMIT - (1 << 20)) / 78 * 57);
        assertThat(program.get("/api/v1/tickets?limit=100").path("items").valueStream()).noneMatch(ticket -> ticket.path("subject").asString().equals("Too large"));
    }

    /// A mail of about so many bytes, written as it goes.
    private static void large(RawClient client, String subject, int size) throws IOException {
        client.send("From: " + LINUS + "\r\nSubject: " + subject + "\r\nMIME-Version: 1.0\r\nContent-Type: application/zip\r\nContent-Disposition: attachment; filename=a.zip\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n");
        var block = ("A".repeat(76) + "\r\n").repeat(1000).getBytes(StandardCharsets.US_ASCII);
        for (var sent = 0; sent < sizeOf(size); sent += block.length) client.send(block);
        client.send(".\r\n");
    }

    private static int sizeOf(int size) {
        return (size + 77_999) / 78_000 * 78_000;
    }

    @Test
    void ten_thousand_parts_are_held_and_recovered_with_the_whole_mail_as_a_file() throws IOException {
        var mail = new StringBuilder("From: " + LINUS + "\r\nSubject: Ten thousand parts\r\nMessage-ID: <parts@example.org>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the parts.\r\n");
        for (var i = 0; i < 10_000; i++) mail.append("--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=").append(i).append(".txt\r\n\r\nx\r\n");
        deliver(LINUS, mail.append("--b--\r\n").toString());
        var held = held("too-many-parts", LINUS);
        assertThat(held.path("subject").asString()).isEqualTo("Ten thousand parts");
        assertThat(held.path("from").asString()).isEqualTo(LINUS);
        assertThat(raw(held)).hasSize(mail.length());

        var ticket = recovered(held);
        var files = messages(ticket).get(0).path("attachments");
        assertThat(messages(ticket).get(0).path("visibleText").asString()).isEqualTo("See the parts.");
        assertThat(files.size()).isEqualTo(1_000);
        assertThat(files.get(files.size() - 1).path("contentType").asString()).isEqualTo("message/rfc822");
        assertThat(files.get(files.size() - 1).path("size").asInt()).isEqualTo(mail.length());
    }

    @Test
    void five_thousand_mails_in_each_other_and_as_many_multiparts_are_read_like_any_other() throws IOException {
        var nested = new StringBuilder("From: " + LINUS + "\r\nSubject: Nested mails\r\n");
        for (var i = 0; i < 5_000; i++) nested.append("Content-Type: message/rfc822\r\n\r\nSubject: deeper\r\n");
        deliver(LINUS, nested.append("\r\nThe end.\r\n").toString());
        assertThat(messages(ticket("Nested mails")).get(0).path("attachments").get(0).path("contentType").asString()).isEqualTo("message/rfc822");

        var deep = new StringBuilder("From: " + LINUS + "\r\nSubject: Nested parts\r\n");
        for (var i = 0; i < 5_000; i++) deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
        deliver(LINUS, deep.append("Content-Type: text/plain\r\n\r\nThe end.\r\n").toString());
        assertThat(messages(ticket("Nested parts")).get(0).path("attachments").size()).isBetween(1, 5);
    }

    @Test
    void what_nothing_can_be_made_of_is_held_and_becomes_a_ticket_with_the_mail_as_its_file() throws IOException {
        deliver("grace@example.org", "");
        var held = held("unparseable", "grace@example.org");
        assertThat(held.path("from").asString()).isEqualTo("grace@example.org");
        assertThat(held.path("to").asString()).isEqualTo(SUPPORT);
        var ticket = recovered(held);
        assertThat(messages(ticket).get(0).path("attachments").get(0).path("name").asString()).isEqualTo("mail.eml");
        assertThat(program.get("/api/v1/tickets/" + ticket).path("contact").path("name").asString()).isEqualTo("grace@example.org");
    }

    @Test
    void what_names_nobody_is_held_and_becomes_the_ticket_of_whom_a_person_names() throws IOException {
        deliver("", "Subject: Who am I\r\nMessage-ID: <nobody@example.org>\r\n\r\nWhere is my tent?\r\n");
        var held = held("no-sender", "");
        assertThat(held.path("recoverable").asBoolean()).isTrue();
        var path = "/api/v1/held-messages/" + held.path("id").asLong() + "/recovery";

        var without = program.call("POST", path, null);
        assertThat(without.status()).isEqualTo(409);
        assertThat(without.code()).isEqualTo("no-sender");
        assertThat(without.body().path("detail").asString()).contains("`from`");
        var wrong = program.call("POST", path, Map.of("from", "linus"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("errors").path(0).path("field").asString()).isEqualTo("from");
        assertThat(wrong.body().path("errors").path(0).path("code").asString()).isEqualTo("not-an-address");

        var right = program.call("POST", path, Map.of("from", " nobody@example.org "));
        assertThat(right.status()).isEqualTo(200);
        var ticket = right.body().path("ticketId").asLong();
        assertThat(program.get("/api/v1/tickets/" + ticket).path("replyTo").asString()).isEqualTo("nobody@example.org");
        assertThat(messages(ticket).get(0).path("visibleText").asString()).isEqualTo("Where is my tent?");
        assertThat(program.call("POST", path, Map.of("from", LINUS)).code()).isEqualTo("not-held");
        assertThat(program.call("POST", path, null).code()).isEqualTo("not-held");
    }

    @Test
    void whom_a_mail_names_itself_counts_and_not_whom_a_person_names() throws IOException {
        deliver(SUPPORT, "From: " + SUPPORT + "\r\nSubject: In a circle\r\n\r\nHello.\r\n");
        var path = "/api/v1/held-messages/" + held("loop", SUPPORT).path("id").asLong() + "/recovery";
        var ticket = program.call("POST", path, Map.of("from", LINUS)).body().path("ticketId").asLong();
        assertThat(program.get("/api/v1/tickets/" + ticket).path("replyTo").asString()).isEqualTo(SUPPORT);
    }

    @Test
    void what_kills_its_reader_three_times_is_held() throws IOException {
        var db = program.bean(DSLContext.class);
        // Whoever took it died with it, three times.
        db.execute("""
                insert into platform_intake (kind, account_id, key, origin_key, envelope, raw, size, received_at, attempts)
                values ('email', 1, '\\xdead', 4711, '{"from": "linus@example.org", "recipient": "support@example.com", "client": "127.0.0.1"}', 'Subject: x', 10, now(), 3)""");
        await().atMost(Duration.ofSeconds(10)).until(() -> program.get("/api/v1/held-messages").path("items").valueStream()
                .anyMatch(item -> item.path("reason").asString().equals("unparseable") && item.path("from").asString().equals(LINUS)));
    }

    @Test
    void what_the_database_refuses_is_put_off_alone_and_not_those_that_share_its_transaction() {
        var db = program.bean(DSLContext.class);
        // As a row that is too large for an index, which Spring takes for a database that went away.
        db.execute("create function refuse() returns trigger language plpgsql as $$ begin raise exception 'too large' using errcode = '54000'; end $$");
        db.execute("create trigger refuse before insert on ticket for each row when (new.subject = 'Shared 5') execute function refuse()");
        try {
            db.execute("""
                    insert into platform_intake (kind, account_id, key, origin_key, envelope, raw, size, received_at)
                    select 'email', (select min(id) from channel_account), sha256(('shared ' || n)::bytea), n * 8, '{"from": "linus@example.org", "recipient": "support@example.com", "client": "127.0.0.1"}',
                      convert_to(E'From: linus@example.org\\r\\nSubject: Shared ' || n || E'\\r\\nMessage-ID: <shared-' || n || E'@example.org>\\r\\n\\r\\nHello.', 'UTF8'), 100, now() from generate_series(1, 10) n""");
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(db.fetch("select subject from ticket where subject like 'Shared %'")).hasSize(9));
            var refused = db.fetchSingle("select state, owner, attempts from platform_intake where key = sha256('shared 5'::bytea)");
            assertThat(refused.get("state")).isEqualTo("open");
            assertThat(refused.get("owner")).isNull();
            assertThat(refused.get("attempts", Integer.class)).isOne();
        } finally {
            db.execute("drop trigger refuse on ticket");
            db.execute("delete from platform_intake where key = sha256('shared 5'::bytea)");
        }
    }

    @Test
    void two_mails_without_id_and_date_are_one_within_an_hour_and_two_later() throws IOException {
        var nameless = "From: " + LINUS + "\r\nSubject: Nameless\r\n\r\nHello.\r\n";
        program.bean(Time.class).advance(Duration.ofHours(2).minus(Duration.between(program.bean(Time.class).now().truncatedTo(ChronoUnit.HOURS), program.bean(Time.class).now())));
        deliver(LINUS, nameless);
        deliver(LINUS, nameless);
        program.bean(Time.class).advance(Duration.ofHours(1));
        deliver(LINUS, nameless);
        var arrived = program.bean(DSLContext.class).fetch("select id from platform_intake where convert_from(raw, 'UTF8') = {0}", nameless);
        assertThat(arrived).hasSize(2);
    }

    @Test
    void of_a_text_without_end_the_beginning_is_shown_and_the_whole_mail_is_its_file() throws IOException {
        var mail = "From: " + LINUS + "\r\nSubject: Endless\r\n\r\n" + "A line.\r\n".repeat(150_000) + "The end.\r\n";
        deliver(LINUS, mail);
        var message = messages(ticket("Endless")).get(0);
        assertThat(message.path("visibleText").asString().lines()).hasSize(100_000).allMatch("A line."::equals);
        assertThat(message.path("attachments").get(0).path("name").asString()).isEqualTo("mail.eml");
        assertThat(message.path("attachments").get(0).path("size").asInt()).isEqualTo(mail.length());
    }

    @Test
    void html_without_end_is_bounded() throws IOException {
        deliver(LINUS, "From: " + LINUS + "\r\nSubject: Tables\r\nContent-Type: text/html\r\n\r\n" + "<table><tr><td>\r\n".repeat(100_000) + "deep\r\n");
        assertThat(messages(ticket("Tables")).get(0).path("bodyHtml").asString().length()).isLessThan(9 << 20);
    }

    private static void deliver(String from, String content) throws IOException {
        try (var client = RawClient.greeted(program.smtpPort())) {
            assertThat(client.deliver(from, SUPPORT, content)).startsWith("250");
        }
    }

    private static JsonNode held(String reason, String from) {
        await().atMost(Duration.ofSeconds(30)).until(() -> program.bean(Intake.class).waiting() == 0);
        return program.get("/api/v1/held-messages").path("items").valueStream()
                .filter(item -> item.path("reason").asString().equals(reason) && item.path("from").asString().equals(from)).findFirst().orElseThrow();
    }

    private static byte[] raw(JsonNode held) {
        return program.fetch(held.path("rawUrl").asString(), Map.of("Authorization", "Bearer " + Program.TOKEN)).body();
    }

    private static long recovered(JsonNode held) {
        var answer = program.call("POST", "/api/v1/held-messages/" + held.path("id").asLong() + "/recovery", null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("ticketId").asLong();
    }

    private static JsonNode messages(long ticket) {
        return program.get("/api/v1/tickets/" + ticket + "/messages").path("items");
    }

    private static long ticket(String subject) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> {
            program.settle();
            return program.get("/api/v1/tickets?limit=100").path("items").valueStream().filter(item -> item.path("subject").asString().equals(subject)).findFirst();
        }, java.util.Optional::isPresent).orElseThrow().path("id").asLong();
    }
}
