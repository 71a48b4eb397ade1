package app.rapport.api;

import static org.awaitility.Awaitility.await;

import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import tools.jackson.databind.JsonNode;

/// A program with teams Red and Blue, an agent of each role in team Red, a mailbox, and fresh things to try permissions on.
final class World implements AutoCloseable {

    static final String PASSWORD = "a password for all of them";
    private static final String OF_BLUE = "blue@example.com";

    /// What changes by itself or at every request.
    private static final List<String> RESTLESS = List.of("platform_reader", "platform_job", "platform_journal_head", "flyway_schema_history");
    private static final String FINGERPRINT = """
            select '%1$s' as name, coalesce(sum(hashtextextended((to_jsonb(t) - '{position,last_used_at,last_seen_at,failed_sign_ins}'::text[])::text, 0)), 0)::text as sum from %1$s t""";

    final Program program = new Program();
    final Cast cast = new Cast(program.smtpPort());
    final long red;
    final long blue;
    private final Map<Caller, Map<String, String>> headers = new EnumMap<>(Caller.class);
    private final String fingerprint;
    private int made;

    World() {
        red = make("/teams", Map.of("name", "Red"));
        blue = make("/teams", Map.of("name", "Blue"));
        make("/channel-accounts", mailbox(Cast.SUPPORT, red));
        make("/channel-accounts", mailbox(OF_BLUE, blue));
        for (var caller : Caller.values()) headers.put(caller, headers(caller));
        fingerprint = program.bean(DSLContext.class).fetch("select tablename from pg_tables where schemaname = 'public' order by 1").getValues(0, String.class).stream()
                .filter(table -> !RESTLESS.contains(table) && !table.startsWith("desk_")).map(FINGERPRINT::formatted).collect(Collectors.joining(" union all "));
    }

    private Map<String, String> headers(Caller caller) {
        return switch (caller) {
            case NOBODY -> Map.of();
            case NARROW_TOKEN -> Map.of("Authorization", "Bearer " + administer(Call.post("/api-tokens", Map.of("name", "narrow", "scopes", List.of("contact-view")))).path("token").asString());
            default -> {
                var scope = Map.of("all", false, "own", true, "teamIds", List.of(red));
                make("/agents", Map.of("name", caller.name(), "email", caller.email(), "role", caller.name().toLowerCase(java.util.Locale.ROOT), "password", PASSWORD,
                        "teamIds", List.of(red), "scope", scope));
                yield browser(caller);
            }
        };
    }

    /// A new sign-in of this agent.
    Map<String, String> browser(Caller caller) {
        return program.signIn(caller.email(), PASSWORD);
    }

    Program.Answer call(Caller caller, Call call) {
        return program.call(call.method(), "/api/v1" + call.path(), call.body(), call.headers() == null ? headers.get(caller) : call.headers());
    }

    Program.Answer upload(Caller caller) {
        return program.upload("notes.txt", name(), headers.get(caller));
    }

    /// As the installation's first administrator, who sees everything.
    JsonNode administer(Call call) {
        var answer = program.call(call.method(), "/api/v1" + call.path(), call.body());
        if (answer.status() >= 300) throw new AssertionError(call + " " + answer);
        return answer.body();
    }

    long make(String path, Object body) {
        return administer(Call.post(path, body)).path("id").asLong();
    }

    String name() {
        return "thing" + ++made;
    }

    long ticket(long team) {
        return make("/tickets", Map.of("subject", name(), "contact", Map.of("email", "linus@example.org", "name", "Linus"), "bodyHtml", "<p>It leaks</p>", "kind", "inbound",
                "teamId", team));
    }

    /// A reply that has not left yet.
    long queued(long ticket) {
        return make("/tickets/" + ticket + "/messages", Map.of("kind", "reply", "bodyHtml", "<p>Wait</p>", "clientMessageId", name(), "delaySeconds", 3600));
    }

    /// A mail that claims to be from ourselves is held.
    long held(long team) {
        var subject = name();
        var mailbox = team == red ? Cast.SUPPORT : OF_BLUE;
        cast.writes(mailbox, mailbox, subject, "A loop", Map.of());
        return await().until(() -> administer(Call.get("/held-messages?limit=100")).path("items").valueStream()
                .filter(held -> held.path("subject").asString().equals(subject)).findFirst(), java.util.Optional::isPresent).orElseThrow().path("id").asLong();
    }

    /// As if a reader had failed on a command of the workspace.
    long deadLetter() {
        administer(Call.post("/teams", Map.of("name", name())));
        return program.bean(DSLContext.class).fetchSingle("""
                insert into platform_dead_letter (reader, command, subjects, attempts, error, at)
                select 'snooze-timer', command, array['team:' || command], 5, 'broken', now() from platform_journal
                where command not in (select command from platform_dead_letter) and type like 'workspace.%' order by command limit 1 returning id""").get(0, Long.class);
    }

    /// A sum over all rows of each table.
    Map<String, String> fingerprint() {
        return program.bean(DSLContext.class).fetch(fingerprint).intoMap(row -> row.get(0, String.class), row -> row.get(1, String.class));
    }

    private static Map<String, Object> mailbox(String address, long team) {
        var mailbox = new HashMap<>(Cast.supportMailbox(closedPort(), false));
        mailbox.putAll(Map.of("address", address, "teamId", team));
        return mailbox;
    }

    private static int closedPort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
