package app.rapport.scenarios;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.channel.Outcome;
import app.rapport.channel.store.OutboundStore;
import app.rapport.platform.time.Time;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An answer leaves once, whatever fails on our side, and its state says what became of it.
class DeliveryTest {

    private static Program program;
    private static GreenMail world;
    private static DSLContext db;

    @BeforeAll
    static void start() {
        program = new Program();
        world = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        world.start();
        db = program.bean(DSLContext.class);
        assertThat(program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(world.getSmtp().getPort(), false)).status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        program.close();
        world.stop();
    }

    @Test
    void a_ticket_that_cannot_be_told_is_told_later_and_the_mail_is_not_sent_twice() throws Exception {
        world.purgeEmailFromAllMailboxes();
        db.execute("""
                create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$;
                create trigger refuse before insert on platform_journal for each row when (new.type like '%delivery%') execute function refuse()""");
        var ticket = answered("A full disk");
        await().until(() -> state(ticket).equals("sent"));
        assertThat(db.fetchSingle("select count(*) from channel_outbound where unrecorded").get(0, Integer.class)).isOne();
        assertThat(told(ticket)).isFalse();

        db.execute("drop trigger refuse on platform_journal; drop function refuse");
        program.bean(Time.class).advance(Duration.ofMinutes(6));
        await().until(() -> told(ticket));
        assertThat(world.getReceivedMessages()).hasSize(1);
        assertThat(db.fetchSingle("select count(*) from channel_outbound where unrecorded").get(0, Integer.class)).isZero();
    }

    /// While one result is written down others gather: they share a transaction, and one that cannot be told does not hold up the rest.
    @Test
    void results_that_are_there_at_the_same_time_are_written_down_together() throws Exception {
        db.execute("""
                create function wait() returns trigger language plpgsql as $$ begin
                  perform pg_advisory_xact_lock(42);
                  if exists (select from ticket where id = new.ticket_id and subject = 'Untold') then raise exception 'the disk is full'; end if;
                  return new;
                end $$;
                create trigger wait before insert on platform_journal for each row when (new.type like '%delivery%') execute function wait()""");
        try {
            var all = together("All", "All", "All", "All");
            await().until(() -> all.stream().allMatch(DeliveryTest::told));
            assertThat(db.fetchValues("select distinct xmin::text from channel_outbound where ticket_id in (" + join(all) + ")")).hasSizeLessThan(all.size());
            var some = together("Told", "Untold", "Told", "Told");
            await().until(() -> some.stream().filter(DeliveryTest::told).count() == 3);
            await().until(() -> some.stream().allMatch(ticket -> state(ticket).equals("sent")));
            assertThat(told(some.get(1))).isFalse();
        } finally {
            db.execute("drop trigger wait on platform_journal; drop function wait");
        }
        program.bean(Time.class).advance(Duration.ofMinutes(6));
        await().until(() -> db.fetchSingle("select count(*) from channel_outbound where unrecorded").get(0, Integer.class) == 0);
    }

    /// Answered tickets with these subjects, whose answers have all left before any result is written down.
    private static List<Long> together(String... subjects) throws Exception {
        world.purgeEmailFromAllMailboxes();
        try (var connection = program.bean(DataSource.class).getConnection(); var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(42)");
            try {
                answered("First");
                await().until(() -> db.fetchSingle("select count(*) from pg_locks where locktype = 'advisory' and not granted").get(0, Integer.class) == 1);
                var tickets = Arrays.stream(subjects).map(DeliveryTest::answered).toList();
                await().until(() -> world.getReceivedMessages().length == 1 + subjects.length);
                // The other side has them; that we know it too is a matter of moments, which nothing tells.
                await().during(Duration.ofMillis(300)).until(() -> true);
                return tickets;
            } finally {
                statement.execute("select pg_advisory_unlock(42)");
            }
        }
    }

    @Test
    void a_report_that_overtakes_our_own_result_counts() {
        var ticket = answered("Overtaken");
        await().until(() -> state(ticket).equals("sent"));
        var id = db.fetchSingle("select id from channel_outbound where ticket_id = {0}", ticket).get(0, Long.class);
        var owner = UUID.randomUUID();
        db.execute("update channel_outbound set state = 'sending', owner = {0}::uuid, leased_until = now() + interval '1 minute' where id = {1}", owner.toString(), id);
        var now = program.bean(Time.class).now();
        var store = program.bean(OutboundStore.class);
        store.bounced(id, "5.1.1 unknown", now);
        assertThat(store.finish(Map.of(id, new Outcome("sent", null, "x", now, now)), owner, false)).isZero();
        assertThat(state(ticket)).isEqualTo("bounced");
    }

    private static String join(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(joining(", "));
    }

    @Test
    void a_message_that_cannot_be_put_together_is_tried_again_and_says_why() throws Exception {
        var ticket = answered("A broken table");
        await().until(() -> state(ticket).equals("sent"));
        world.purgeEmailFromAllMailboxes();
        db.execute("alter table ticket_message_recipient rename to gone");
        try {
            db.execute("""
                    insert into channel_outbound (message_id, ticket_id, account_id, purpose, role, address, state, send_at, expires_at, created_at)
                    select id, ticket_id, 1, 'service', 'to', 'linus@example.org', 'queued', now(), now() + interval '3 days', now()
                    from ticket_message where ticket_id = {0}""", ticket);
            await().until(() -> db.fetch("select * from channel_outbound where state = 'retrying' and reason like 'our-side: 4.3.0 %'").size() == 1);
        } finally {
            db.execute("alter table gone rename to ticket_message_recipient");
        }
        program.bean(Time.class).advance(Duration.ofMinutes(1));
        await().until(() -> world.getReceivedMessages().length == 1);
    }

    @Test
    void an_answer_that_is_taken_back_while_its_timer_rings_does_not_leave() throws Exception {
        world.purgeEmailFromAllMailboxes();
        var path = "/api/v1/tickets/" + program.call("POST", "/api/v1/tickets", Map.of("subject", "Too early", "contact", Map.of("email", "linus@example.org"), "kind", "note", "bodyHtml", "<p>x</p>")).body().path("id").asLong();
        var message = program.call("POST", path + "/messages", Map.of("kind", "reply", "bodyHtml", "<p>Oh no</p>", "clientMessageId", "early", "delaySeconds", 3600)).body().path("id").asLong();
        var timer = path.substring(path.lastIndexOf('/') + 1) + "/" + message;
        db.execute("update platform_job set picked = true, picked_by = 'another node', last_heartbeat = now() where task_name = 'release-message' and task_instance = {0}", timer);
        var due = db.fetchValue("select send_at from ticket_message where id = {0}", message);
        assertThat(db.fetchValue("select send_at from channel_outbound where message_id = {0}", message)).as("when it leaves, as it is shown").isEqualTo(due);
        var draft = program.call("DELETE", path + "/messages/" + message, null);
        assertThat(draft.status()).isEqualTo(200);
        assertThat(draft.body().path("bodyHtml").asString()).contains("Oh no");
        db.execute("update platform_job set picked = false, picked_by = null, execution_time = now() where task_name = 'release-message' and task_instance = {0}", timer);
        await().until(() -> db.fetch("select from platform_job where task_name = 'release-message' and task_instance = {0}", timer).isEmpty());
        assertThat(db.fetch("select from ticket_message where id = {0} and released_at is not null", message)).isEmpty();
        assertThat(program.call("DELETE", path + "/messages/" + message, null).code()).isEqualTo("withdrawn");
    }

    @Test
    void a_picture_in_an_answer_travels_inside_the_mail() throws Exception {
        world.purgeEmailFromAllMailboxes();
        var content = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"seam.png\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n--x--\r\n";
        var picture = program.call("POST", "/api/v1/attachments", content, Map.of("Authorization", "Bearer " + Program.TOKEN, "Content-Type", "multipart/form-data; boundary=x"));
        assertThat(picture.status()).isEqualTo(201);
        var id = picture.body().path("id").asLong();
        var ticket = program.call("POST", "/api/v1/tickets", Map.of("subject", "The seam", "contact", Map.of("email", "linus@example.org"), "kind", "reply",
                "bodyHtml", "<p>Look: <img data-attachment-id=\"" + id + "\" alt=\"seam\"></p>", "attachmentIds", new long[] {id})).body();
        await().until(() -> world.getReceivedMessages().length == 1);
        var mail = new String(world.getReceivedMessages()[0].getRawInputStream().readAllBytes());
        assertThat(mail).contains("src=\"cid:picture-" + id + "@localhost\"", "Content-ID: <picture-" + id + "@localhost>", "multipart/related",
                Base64.getEncoder().encodeToString("PNG".getBytes()));
        var shown = program.get("/api/v1/tickets/" + ticket.path("id").asLong() + "/messages").path("items").get(0);
        assertThat(shown.path("bodyHtml").asString()).contains("src=\"/content/files/");
    }

    @Test
    void a_mail_server_inside_our_network_is_refused_unless_the_operator_allows_it() {
        try (var strict = new Program(Map.of("rapport.allow-private-targets", "false"))) {
            var refused = strict.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(25, true));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().toString()).contains("outbound.host", "private-target", "RAPPORT_ALLOW_PRIVATE_TARGETS");
            var port = strict.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(6379, true));
            assertThat(port.body().toString()).as("any port of our network").contains("outbound.host", "private-target");
            var outside = strict.call("POST", "/api/v1/channel-accounts", Map.of("kind", "email", "name", "Outside", "address", "outside@example.com", "outbound", Map.of("host", "1.1.1.1", "port", 6379, "security", "none")));
            assertThat(outside.body().toString()).contains("outbound.port", "mail-port");
            assertThat(strict.get("/api/v1/channel-accounts").path("items")).isEmpty();
        }
        var edited = program.call("PATCH", "/api/v1/channel-accounts/1", Map.of("outbound", Map.of("host", "127.0.0.1", "port", world.getSmtp().getPort(), "security", "none")));
        assertThat(edited.status()).isEqualTo(200);
    }

    private static long answered(String subject) {
        var ticket = program.call("POST", "/api/v1/tickets", Map.of("subject", subject, "contact", Map.of("email", "linus@example.org"), "kind", "reply", "bodyHtml", "<p>Hello</p>"));
        assertThat(ticket.status()).isEqualTo(201);
        return ticket.body().path("id").asLong();
    }

    private static String state(long ticket) {
        return program.get("/api/v1/tickets/" + ticket + "/messages").path("items").get(0).path("delivery").path("state").asString();
    }

    private static boolean told(long ticket) {
        return program.get("/api/v1/tickets/" + ticket + "/timeline").path("items").valueStream().map(JsonNode::toString).anyMatch(entry -> entry.contains("delivery-changed"));
    }
}
