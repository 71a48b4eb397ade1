package app.rapport.scenarios;

import static app.rapport.testing.Cast.EVE;
import static app.rapport.testing.Cast.LINUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A mail comes in, an agent answers it, the answer arrives.
class MailTest {

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

    @BeforeEach
    void emptyTheWorldsMailboxes() throws Exception {
        world.purgeEmailFromAllMailboxes();
    }

    @Test
    void a_mail_becomes_a_ticket_is_acknowledged_answered_and_threads_back() throws Exception {
        cast.writes(LINUS, "The tent leaks", "Hello,\n\nit leaks.\n\n-- \nLinus", Map.of());
        var ticket = ticket("The tent leaks");
        assertThat(ticket.path("status").asString()).isEqualTo("new");
        assertThat(messages(ticket).getLast().path("visibleText").asString()).isEqualTo("Hello,\n\nit leaks.");
        var acknowledgement = arrived("[#" + id(ticket) + "] The tent leaks");
        assertThat(acknowledgement.getHeader("Auto-Submitted")).containsExactly("auto-replied");

        var reply = Map.of("kind", "reply", "bodyHtml", "<p>Try <b>wax</b>.</p>", "clientMessageId", "one", "status", "pending");
        var first = program.call("POST", "/api/v1/tickets/" + id(ticket) + "/messages", reply);
        var again = program.call("POST", "/api/v1/tickets/" + id(ticket) + "/messages", reply);
        assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
        var answer = arrived("Re: The tent leaks");
        assertThat(answer.getReplyTo()[0].toString()).contains("support+");
        assertThat(program.get("/api/v1/tickets/" + id(ticket)).path("status").asString()).isEqualTo("pending");
        await().until(() -> messages(ticket).getFirst().path("delivery").path("state").asString().equals("sent"));

        cast.writes(LINUS, "Re: The tent leaks", "It works.\n\nOn Tue, Support wrote:\n> Try wax", Cast.inReplyTo(answer.getMessageID()));
        await().until(() -> messages(ticket).getFirst().path("visibleText").asString().equals("It works."));
        assertThat(program.get("/api/v1/tickets/" + id(ticket)).path("status").asString()).isEqualTo("open");
    }

    @Test
    void a_report_that_an_answer_is_delayed_shows_at_the_answer_which_stays_sent() throws Exception {
        cast.writes(LINUS, "Slowly", "Hello", Map.of());
        var ticket = ticket("Slowly");
        program.call("POST", "/api/v1/tickets/" + id(ticket) + "/messages", Map.of("kind", "reply", "bodyHtml", "<p>Now</p>", "clientMessageId", "slow"));
        cast.reportsOn(arrived("Re: Slowly").getMessageID(), LINUS, "delayed", "4.4.7");
        await().until(() -> messages(ticket).stream().anyMatch(message -> message.path("delivery").path("recipients").path(0).path("reason").asString("").startsWith("4.4.7")
                && message.path("delivery").path("state").asString().equals("sent")));
    }

    @Test
    void a_mailbox_and_its_customer_may_write_their_domains_either_way() throws Exception {
        var mailbox = new java.util.HashMap<>(Cast.supportMailbox(world.getSmtp().getPort(), false));
        mailbox.putAll(Map.of("name", "Zelte", "address", "Hilfe@zelte-müller.example"));
        assertThat(program.call("POST", "/api/v1/channel-accounts", mailbox).status()).isEqualTo(201);
        cast.writes(LINUS, "hilfe@xn--zelte-mller-zhb.example", "Ein Umlaut", "Hallo", Map.of());
        var ticket = ticket("Ein Umlaut");
        program.call("POST", "/api/v1/tickets/" + id(ticket) + "/messages", Map.of("kind", "reply", "bodyHtml", "<p>Ja</p>", "clientMessageId", "umlaut"));
        assertThat(arrived("Re: Ein Umlaut").getFrom()[0].toString()).contains("@xn--zelte-mller-zhb.example");
        var twice = new java.util.HashMap<>(mailbox);
        twice.put("address", "hilfe@xn--zelte-mller-zhb.example");
        assertThat(program.call("POST", "/api/v1/channel-accounts", twice).body().toString()).contains("address");
        program.call("POST", "/api/v1/tickets", Map.of("subject", "Nach Köln", "contact", Map.of("email", "anna@köln.example"), "kind", "reply", "bodyHtml", "<p>Hallo</p>"));
        assertThat(arrived("Nach Köln").getAllRecipients()[0].toString()).isEqualTo("anna@xn--kln-sna.example");
    }

    @Test
    void a_mail_that_comes_twice_at_once_is_one_message() throws Exception {
        var raw = "From: linus@example.org\r\nTo: support@example.com\r\nSubject: Both ways\r\nMessage-ID: <both@example.org>\r\n\r\nHello";
        var senders = java.util.stream.IntStream.range(0, 8).mapToObj(i -> Thread.ofVirtual().start(() -> {
            try (var client = app.rapport.testing.RawClient.greeted(program.smtpPort())) {
                client.deliver("list" + i + "@example.org", Cast.SUPPORT, raw);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        })).toList();
        for (var sender : senders) sender.join();
        var ticket = ticket("Both ways");
        program.settle();
        assertThat(program.get("/api/v1/tickets?limit=100").path("items").valueStream().filter(item -> item.path("subject").asString().equals("Both ways"))).hasSize(1);
        assertThat(messages(ticket).stream().filter(message -> message.path("kind").asString().equals("inbound"))).hasSize(1);
    }

    @Test
    void only_what_is_held_is_shown_as_held() {
        cast.writes(LINUS, "Private to its ticket", "Hello", Map.of());
        ticket("Private to its ticket");
        var mail = program.bean(org.jooq.DSLContext.class).fetchSingle("select id from platform_intake where state = 'done' order by id desc limit 1").get(0, Long.class);
        assertThat(program.call("GET", "/api/v1/held-messages/" + mail + "/raw", null).status()).isEqualTo(404);
        assertThat(program.call("POST", "/api/v1/held-messages/" + mail + "/recovery", null).status()).isEqualTo(409);
    }

    @Test
    void a_mail_without_a_subject_has_none_and_only_what_people_read_says_so() throws Exception {
        cast.writes(LINUS, "", "Hello", Map.of());
        arrived("[#" + id(ticket("")) + "] (no subject)");
    }

    @Test
    void a_stranger_with_our_id_and_the_number_opens_a_ticket_of_his_own_with_a_proposal() throws Exception {
        cast.writes(LINUS, "My invoice", "Where is it?", Map.of());
        var ticket = ticket("My invoice");
        var ours = arrived("[#" + id(ticket) + "] My invoice").getMessageID();
        cast.writes(EVE, "[#" + id(ticket) + "] let me in", "I am Linus", Cast.inReplyTo(ours));

        var strange = ticket("[#" + id(ticket) + "] let me in");
        assertThat(program.get("/api/v1/tickets/" + id(strange)).path("proposals").path(0).path("id").asLong()).isEqualTo(id(ticket));
        assertThat(messages(ticket)).noneMatch(message -> message.path("visibleText").asString().contains("I am Linus"));
        // What a list leaves out is not there, rather than empty: the desk would take it for news.
        assertThat(strange.has("proposals") || strange.has("replyTo")).isFalse();
    }

    @Test
    void machines_are_not_acknowledged_and_our_own_mail_is_held_until_somebody_recovers_it() {
        cast.writes("robot@example.org", "Nightly report", "All well", Map.of("Auto-Submitted", "auto-generated"));
        assertThat(ticket("Nightly report").path("messageCount").asInt()).isEqualTo(1);

        cast.writes(Cast.SUPPORT, "From ourselves", "A loop", Map.of());
        await().until(() -> !program.get("/api/v1/held-messages").path("items").isEmpty());
        var held = program.get("/api/v1/held-messages").path("items").path(0);
        assertThat(held.path("reason").asString()).isEqualTo("loop");
        var recovered = program.call("POST", "/api/v1/held-messages/" + held.path("id").asLong() + "/recovery", null);
        assertThat(recovered.body().path("ticketId").asLong()).isPositive();
        assertThat(program.call("POST", "/api/v1/held-messages/" + held.path("id").asLong() + "/recovery", null).status()).isEqualTo(409);
        assertThat(program.call("DELETE", "/api/v1/held-messages/" + held.path("id").asLong(), null).status()).isEqualTo(409);
        var audited = program.get("/api/v1/audit").path("items").path(0);
        assertThat(audited.path("type").asString()).isEqualTo("channel.held-mail-recovered");
        assertThat(audited.path("changes").path(0).path("after").asLong()).isEqualTo(recovered.body().path("ticketId").asLong());
    }

    @Test
    void a_reply_can_be_taken_back_before_it_leaves_and_not_afterwards() throws Exception {
        cast.writes(LINUS, "Undo me", "Hello", Map.of());
        var path = "/api/v1/tickets/" + id(ticket("Undo me")) + "/messages";
        var late = program.call("POST", path, Map.of("kind", "reply", "bodyHtml", "<p>Oops</p>", "clientMessageId", "late", "delaySeconds", 600)).body();
        assertThat(late.path("delivery").path("state").asString()).isEqualTo("queued");
        var draft = program.call("DELETE", path + "/" + late.path("id").asLong(), null);
        assertThat(draft.body().path("bodyHtml").asString()).isEqualTo("<p>Oops</p>");
        assertThat(program.call("POST", path, Map.of("kind", "reply", "bodyHtml", "<p>Oops</p>", "clientMessageId", "late")).body().path("code").asString()).isEqualTo("withdrawn");

        var sent = program.call("POST", path, Map.of("kind", "reply", "bodyHtml", "<p>Now</p>", "clientMessageId", "now")).body();
        arrived("Re: Undo me");
        assertThat(program.call("DELETE", path + "/" + sent.path("id").asLong(), null).body().path("code").asString()).isEqualTo("already-sent");
    }

    @Test
    void an_answer_that_was_to_solve_leaves_the_ticket_open_when_the_customer_has_written_since() {
        cast.writes(LINUS, "Wait for me", "Hello", Map.of());
        var ticket = ticket("Wait for me");
        var path = "/api/v1/tickets/" + id(ticket) + "/messages";
        program.call("POST", path, Map.of("kind", "reply", "bodyHtml", "<p>Done</p>", "clientMessageId", "done", "status", "solved", "delaySeconds", 600));
        cast.writes(LINUS, "Re: Wait for me [#" + id(ticket) + "]", "One thing more", Map.of());
        await().until(() -> messages(ticket).getFirst().path("visibleText").asString().equals("One thing more"));
        ring();
        await().until(() -> messages(ticket).stream().anyMatch(message -> message.path("delivery").path("state").asString("").equals("sent") && message.path("kind").asString().equals("reply")));
        assertThat(program.get("/api/v1/tickets/" + id(ticket)).path("status").asString()).isEqualTo("open");
    }

    @Test
    void what_a_late_answer_does_to_its_ticket_is_its_authors_doing() {
        cast.writes(LINUS, "By whom", "Hello", Map.of());
        var ticket = "/api/v1/tickets/" + id(ticket("By whom"));
        program.call("POST", ticket + "/messages", Map.of("kind", "reply", "bodyHtml", "<p>Done</p>", "clientMessageId", "whose", "status", "solved", "delaySeconds", 600));
        ring();
        await().until(() -> program.get(ticket).path("status").asString().equals("solved"));
        var changed = program.get(ticket + "/timeline").path("items").valueStream().filter(entry -> entry.path("type").asString().equals("ticket.status-changed")).findFirst().orElseThrow();
        assertThat(changed.path("actor").path("kind").asString()).isEqualTo("agent");
    }

    @Test
    void an_answer_to_a_closed_ticket_opens_one_that_says_which_it_continues() {
        cast.writes(LINUS, "Over", "Hello", Map.of("Message-ID", "<over@example.org>"));
        var closed = id(ticket("Over"));
        program.call("PATCH", "/api/v1/tickets/" + closed, Map.of("status", "closed"));
        assertThat(program.call("PATCH", "/api/v1/tickets/" + closed, Map.of("priority", "high")).code()).isEqualTo("ticket-closed");
        cast.writes(LINUS, "Re: Over", "One more thing", Cast.inReplyTo("<over@example.org>"));
        var next = program.get("/api/v1/tickets/" + id(ticket("Re: Over")));
        assertThat(next.path("followUpOf").path("number").asLong()).isEqualTo(closed);
        assertThat(next.path("status").asString()).isEqualTo("new");
        assertThat(program.get("/api/v1/tickets/" + closed).path("status").asString()).isEqualTo("closed");
    }

    @Test
    void a_ticket_that_sleeps_is_in_no_view_and_comes_back_by_itself_when_it_is_time() {
        cast.writes(LINUS, "Sleeping", "Hello", Map.of());
        var ticket = "/api/v1/tickets/" + id(ticket("Sleeping"));
        program.call("PUT", ticket + "/snooze", Map.of("until", Instant.now().plusSeconds(3)));
        assertThat(subjects("/api/v1/tickets?view=open")).doesNotContain("Sleeping");
        await().untilAsserted(() -> assertThat(subjects("/api/v1/tickets?view=open")).contains("Sleeping"));
        assertThat(program.get(ticket).path("snoozedUntil").isNull()).isTrue();
        var woken = program.get(ticket + "/timeline").path("items").path(0);
        assertThat(woken.path("type").asString()).isEqualTo("ticket.woken");
        assertThat(woken.toString()).contains("\"why\":\"time\"");
    }

    private static List<String> subjects(String list) {
        return program.get(list).path("items").valueStream().map(item -> item.path("subject").asString()).toList();
    }

    /// What waits to leave is due now.
    private static void ring() {
        program.bean(DSLContext.class).execute("update platform_job set execution_time = now() where task_name = 'release-message'");
    }

    @Test
    void another_message_under_the_id_of_one_that_is_there_is_refused_not_lost() {
        cast.writes(LINUS, "Twice", "Hello", Map.of());
        var path = "/api/v1/tickets/" + id(ticket("Twice")) + "/messages";
        var first = Map.of("kind", "reply", "bodyHtml", "<p>First &amp; foremost</p>", "clientMessageId", "same");
        assertThat(program.call("POST", path, first).body().path("id")).isEqualTo(program.call("POST", path, first).body().path("id"));
        for (var other : List.of(Map.of("bodyHtml", "<p>Second</p>"), Map.of("kind", "note"), Map.of("cc", List.of(EVE)), Map.of("to", List.of(EVE)), Map.of("attachmentIds", List.of(1)))) {
            var changed = new java.util.HashMap<String, Object>(first);
            changed.putAll(other);
            assertThat(program.call("POST", path, changed).code()).isEqualTo("client-message-id-used");
        }
    }

    @Test
    void a_note_never_leaves() {
        cast.writes(LINUS, "Keep it in house", "Hello", Map.of());
        var ticket = ticket("Keep it in house");
        var sent = program.call("POST", "/api/v1/tickets/" + id(ticket) + "/messages", Map.of("kind", "note", "bodyHtml", "<p>To him</p>", "clientMessageId", "c", "cc", List.of(EVE)));
        assertThat(sent.body().path("errors").path(0).path("code").asString()).isEqualTo("not-for-notes");
        var note = program.call("POST", "/api/v1/tickets/" + id(ticket) + "/messages", Map.of("kind", "note", "bodyHtml", "<p>He is right</p>", "clientMessageId", "n")).body();
        assertThat(note.path("delivery").isNull()).isTrue();
        assertThat(note.path("kind").asString()).isEqualTo("note");
        program.settle();
        assertThat(Arrays.stream(world.getReceivedMessages()).map(MailTest::content)).noneMatch(content -> content.contains("He is right"));
    }

    @Test
    void the_counts_of_views_are_exact_once_the_readers_have_caught_up() {
        for (var i = 0; i < 5; i++) cast.writes(LINUS, "Count me " + i, "Hello", Map.of());
        var last = ticket("Count me 4");
        program.call("PATCH", "/api/v1/tickets/" + id(last), Map.of("assigneeId", 1));
        program.call("PATCH", "/api/v1/tickets/" + id(ticket("Count me 3")), Map.of("status", "solved"));
        program.settle();
        for (var view : program.get("/api/v1/views").path("items")) {
            var listed = program.get("/api/v1/tickets?limit=100&view=" + view.path("key").asString()).path("items").size();
            assertThat(view.path("count").asLong()).as(view.path("key").asString()).isEqualTo(listed);
        }
    }

    @Test
    void nobody_gets_in_without_signing_in_and_bad_input_is_told_what_is_wrong() {
        assertThat(program.call("GET", "/api/v1/tickets", null, Map.of()).status()).isEqualTo(401);
        assertThat(program.call("GET", "/api/v1/tickets", null, Map.of("Authorization", "Bearer wrong")).status()).isEqualTo(401);
        assertThat(program.call("POST", "/api/v1/session", Map.of("email", Program.EMAIL, "password", "wrong"), Map.of()).body().path("code").asString()).isEqualTo("wrong-credentials");
        assertThat(program.call("POST", "/api/v1/session", Map.of("email", Program.EMAIL, "password", Program.PASSWORD), Map.of()).status()).isEqualTo(200);
        assertThat(program.call("GET", "/api/v1/tickets?limit=101", null).status()).isEqualTo(422);
        assertThat(program.call("GET", "/api/v1/tickets?after=x", null).status()).isEqualTo(422);
        assertThat(program.call("POST", "/api/v1/tickets", "{ not json").status()).isEqualTo(400);
        assertThat(program.call("GET", "/api/v1/tickets/999999", null).status()).isEqualTo(404);
        assertThat(program.call("PATCH", "/api/v1/tickets/999999", Map.of("status", "nonsense")).status()).isEqualTo(422);
    }

    private static long id(JsonNode ticket) {
        return ticket.path("id").asLong();
    }

    private static List<JsonNode> messages(JsonNode ticket) {
        return program.get("/api/v1/tickets/" + id(ticket) + "/messages").path("items").valueStream().toList();
    }

    private static JsonNode ticket(String subject) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> {
            program.settle();
            return program.get("/api/v1/tickets?limit=100").path("items").valueStream().filter(item -> item.path("subject").asString().equals(subject)).findFirst();
        }, java.util.Optional::isPresent).orElseThrow();
    }

    private static MimeMessage arrived(String subject) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> Arrays.stream(world.getReceivedMessages()).filter(mail -> Cast.subject(mail).equals(subject)).findFirst(),
                java.util.Optional::isPresent).orElseThrow();
    }

    private static String content(MimeMessage mail) {
        try {
            return new String(mail.getRawInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (MessagingException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
