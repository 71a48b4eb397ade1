package app.rapport.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.testing.RawClient;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every mail of the corpus comes to its ticket, with the parts of its score, or is held for its reason: one after the other,
/// through the whole program. `{{…}}` in a mail stands for what we had sent before.
class ThreadingCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/threading");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Long> TICKETS = new HashMap<>();

    private static Program program;
    private static GreenMail world;
    private static DSLContext db;
    private static MailIds ids;

    static List<String> mails() throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".eml")).sorted().map(name -> name.substring(0, name.length() - 4)).toList();
        }
    }

    @BeforeAll
    static void setTheStage() throws IOException {
        program = new Program();
        world = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        world.start();
        db = program.bean(DSLContext.class);
        ids = program.bean(MailIds.class);
        assertThat(program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(world.getSmtp().getPort(), false)).status()).isEqualTo(201);
        opened("tent", Cast.LINUS, "The tent leaks", List.of("grace@example.org"));
        opened("invoice", Cast.LINUS, "Where is my invoice", List.of());
        opened("chair", "margaret@example.net", "A broken chair", List.of());
        opened("old", Cast.LINUS, "An old matter", List.of());
        await().until(() -> db.fetch("select id from channel_outbound where state <> 'sent'").isEmpty());
        program.call("PATCH", "/api/v1/tickets/" + TICKETS.get("old"), Map.of("status", "closed"));
    }

    /// A ticket that its customer opened by mail and an agent has answered.
    private static void opened(String name, String from, String subject, List<String> cc) throws IOException {
        var outcome = outcomeOf(from, Cast.SUPPORT, "From: " + from + "\r\nTo: " + Cast.SUPPORT + "\r\nSubject: " + subject + "\r\nMessage-ID: <" + name
                + "-1@example.org>\r\n\r\nPlease help.\r\n");
        TICKETS.put(name, outcome.get("ticket_id", Long.class));
        var reply = Map.of("kind", "reply", "bodyHtml", "<p>Try wax.</p>", "clientMessageId", name, "cc", cc);
        assertThat(program.call("POST", "/api/v1/tickets/" + TICKETS.get(name) + "/messages", reply).status()).isEqualTo(201);
    }

    @AfterAll
    static void strikeTheStage() {
        program.close();
        world.stop();
    }

    @ParameterizedTest
    @MethodSource("mails")
    void a_mail_comes_to_its_place(String name) throws IOException {
        var described = JSON.readTree(Files.readString(CORPUS.resolve(name + ".json")));
        var content = filled(Files.readString(CORPUS.resolve(name + ".eml"), StandardCharsets.UTF_8));
        var outcome = outcomeOf(described.path("envelopeFrom").asString(), filled(described.path("recipient").asString()), content);
        JsonNode happened = JSON.valueToTree(happened(outcome, described.path("expected")));
        assertThat(happened.toPrettyString()).isEqualTo(described.path("expected").toPrettyString());
    }

    @Test
    void the_corpus_is_large() throws IOException {
        assertThat(mails()).hasSizeGreaterThanOrEqualTo(60).allSatisfy(name -> assertThat(CORPUS.resolve(name + ".json")).exists());
    }

    private static Record outcomeOf(String from, String to, String content) throws IOException {
        var last = db.fetchSingle("select coalesce(max(id), 0) as id from platform_intake").get("id", Long.class);
        try (var client = RawClient.greeted(program.smtpPort())) {
            assertThat(client.deliver(from, to, content)).startsWith("250");
        }
        return await().atMost(Duration.ofSeconds(20)).until(() -> db.fetchOptional("select * from platform_intake where id > {0} and state <> 'open'", last),
                java.util.Optional::isPresent).orElseThrow();
    }

    /// In the order of the expected file, so that the two read side by side; what it does not name comes last.
    private static Map<String, Object> happened(Record intake, JsonNode expected) {
        var all = new HashMap<String, Object>();
        var held = intake.get("state", String.class).equals("held");
        var ticket = intake.get("ticket_id", Long.class);
        var outcome = held ? "held" : intake.get("outcome", String.class);
        all.put("outcome", outcome);
        if (held) all.put("reason", intake.get("reason", String.class));
        if (ticket != null && !outcome.equals("opened")) all.put("ticket", name(ticket));
        if (outcome.equals("report")) all.put("delivery", db.fetchSingle("select state from channel_outbound where ticket_id = {0}", ticket).get(0, String.class));
        if (outcome.equals("opened")) opened(ticket, all);
        if (intake.get("message_id", Long.class) != null) message(intake.get("message_id", Long.class), all);
        var ordered = new LinkedHashMap<String, Object>();
        expected.propertyNames().forEach(key -> {
            if (all.containsKey(key)) ordered.put(key, all.remove(key));
        });
        ordered.putAll(all);
        return ordered;
    }

    private static void opened(long ticket, Map<String, Object> all) {
        var proposals = new LinkedHashMap<String, Object>();
        db.fetch("select other_id, parts from ticket_proposal where ticket_id = {0} order by other_id", ticket)
                .forEach(row -> proposals.put(name(row.get("other_id", Long.class)), parts(row.get("parts", JSONB.class))));
        if (!proposals.isEmpty()) all.put("proposals", proposals);
        var followed = db.fetchSingle("select follow_up_of from ticket where id = {0}", ticket).get(0, Long.class);
        if (followed != null) all.put("followUpOf", name(followed));
    }

    private static void message(long message, Map<String, Object> all) {
        var row = db.fetchSingle("select automatic, threading from ticket_message where id = {0}", message);
        if (row.get("automatic") != null) all.put("automatic", row.get("automatic", String.class));
        if (row.get("threading") != null) all.put("parts", parts(row.get("threading", JSONB.class)));
    }

    private static Map<String, Integer> parts(JSONB json) {
        var parts = new LinkedHashMap<String, Integer>();
        JSON.readTree(json.data()).forEach(part -> parts.put(part.path("part").asString(), part.path("points").asInt()));
        return parts;
    }

    private static String name(long ticket) {
        return TICKETS.entrySet().stream().filter(one -> one.getValue() == ticket).map(Map.Entry::getKey).findFirst().orElse("another");
    }

    private static String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(named(found.group(1).split(":"))));
    }

    private static String named(String[] name) {
        long ticket = Objects.requireNonNull(TICKETS.get(name[1]));
        var reply = ids.replyAddress(Cast.SUPPORT, ticket);
        return switch (name[0]) {
            case "number" -> "" + ticket;
            case "id" -> ids.messageId(outbound(ticket, name));
            case "ID" -> ids.messageId(outbound(ticket, name)).toUpperCase(Locale.ROOT);
            case "id-token" -> ids.messageId(outbound(ticket, name)).replaceFirst("@.*", "");
            case "forged-id" -> forged(ids.messageId(outbound(ticket, name)));
            case "reply-to" -> reply;
            case "REPLY-TO" -> reply.toUpperCase(Locale.ROOT);
            case "forged-reply-to" -> forged(reply);
            case "address-token" -> reply.replaceFirst(".*\\+(.*)@.*", "$1");
            case "bounce" -> ids.bounceAddress(Cast.SUPPORT, outbound(ticket, name));
            default -> throw new IllegalArgumentException(name[0]);
        };
    }

    /// The last letter of the signature is another one.
    private static String forged(String address) {
        var at = address.indexOf('@');
        return address.substring(0, at - 1) + (address.charAt(at - 1) == 'a' ? 'b' : 'a') + address.substring(at);
    }

    /// What went to the customer, or to the address that is named.
    private static long outbound(long ticket, String[] name) {
        return db.fetchSingle("select id from channel_outbound where ticket_id = {0} and ({1} is null or address = {1}) order by id limit 1",
                ticket, org.jooq.impl.DSL.val(name.length > 2 ? name[2] : null, String.class)).get(0, Long.class);
    }
}
