package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.bench.Generator;
import app.rapport.channel.store.OutboundStore;
import app.rapport.customer.store.ContactStore;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.testing.Statements;
import app.rapport.testing.TestDatabase;
import app.rapport.ticket.store.MessageStore;
import app.rapport.ticket.store.TicketStore;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a page costs, in statements and in rows read, with many tickets: asked of PostgreSQL, as agents of different scopes.
class PlansTest {

    private static final int TICKETS = Boolean.getBoolean("rapport.full") ? 100_000 : 20_000;
    private static final int PAGE = 50;
    private static final int MOST_STATEMENTS = 12;
    private static final int MOST_ROWS_PER_ROW = 20;
    /// Also a page with nothing on it looks at its reader and at his session.
    private static final int FEW = 5;
    private static final String PASSWORD = "correct horse battery";

    private static Program program;
    private static Statements statements;
    private static List<Long> teams;

    @BeforeAll
    static void fill() throws SQLException {
        var url = TestDatabase.freshUrl();
        // The first start makes the administrator.
        new Program(Map.of("rapport.database-url", url)).close();
        Generator.fill(url, TICKETS, TICKETS * 3, 42);
        program = new Program(Map.of("rapport.database-url", url));
        statements = new Statements(program);
        teams = program.get("/api/v1/teams?limit=100").path("items").valueStream().map(team -> team.path("id").asLong()).sorted().toList();
        manyColleagues();
    }

    /// A table that fits on one page is read whole, and whether PostgreSQL knows that it does depends on when it looked last.
    private static void manyColleagues() {
        var db = program.bean(DSLContext.class);
        db.execute("""
                with team as (
                  insert into workspace_team (name, name_folded, created_at, version) select 'Office ' || n, 'office ' || n, now(), 1 from generate_series(1, 500) n returning id),
                agent as (
                  insert into workspace_agent (name, email, email_folded, role, created_at, version)
                  select 'Colleague ' || n, 'c' || n || '@example.net', 'c' || n || '@example.net', 'agent', now(), 1 from generate_series(1, 2000) n returning id),
                session as (
                  insert into workspace_session (token_hash, agent_id, created_at, last_used_at, address) select sha256(id::text::bytea), id, now(), now(), 'colleague' from agent)
                insert into workspace_team_member select team.id, agent.id from team join agent on agent.id % 500 = team.id % 500""");
        db.execute("analyze");
    }

    @AfterAll
    static void close() {
        // No fact tells of the colleagues, and closing looks whether every row has its facts.
        try {
            dismissColleagues();
        } finally {
            program.close();
        }
    }

    private static void dismissColleagues() {
        var db = program.bean(DSLContext.class);
        db.execute("delete from workspace_team_member where team_id in (select id from workspace_team where name like 'Office %')");
        db.execute("delete from workspace_team where name like 'Office %'");
        db.execute("delete from workspace_session where address = 'colleague'");
        db.execute("delete from workspace_agent where name like 'Colleague %'");
    }

    @Test
    void a_list_reads_few_rows_for_whomever_and_however_deep() {
        var commonest = teams.getFirst();
        var rarest = teams.getLast();
        var viewers = Map.<String, Map<String, Object>>of(
                "everything", Map.of("all", true, "own", false),
                "commonest team", Map.of("all", false, "own", false, "teamIds", List.of(commonest)),
                "rarest team", Map.of("all", false, "own", false, "teamIds", List.of(rarest)),
                "own and two teams", Map.of("all", false, "own", true, "teamIds", List.of(commonest, rarest)));
        var tooDear = new ArrayList<String>();
        viewers.forEach((who, scope) -> {
            var headers = agent(who, scope, Set.of(commonest, rarest));
            for (var list : List.of("?", "?view=open&", "?view=unassigned&", "?view=my-teams&", "?view=mine&", "?view=open&sort=-updated&", "?q=status:solved&")) {
                page(who, list, 0, headers, tooDear);
                page(who, list, 199, headers, tooDear);
            }
        });
        assertThat(tooDear).isEmpty();
    }

    @Test
    void the_other_pages_are_few_statements_too() {
        var ticket = program.get("/api/v1/tickets?limit=1").path("items").path(0).path("id").asLong();
        for (var path : List.of("/api/v1/views", "/api/v1/tickets/" + ticket, "/api/v1/tickets/" + ticket + "/messages", "/api/v1/tickets/" + ticket + "/timeline", "/api/v1/search?q=tent",
                "/api/v1/contacts?limit=50", "/api/v1/held-messages")) {
            assertThat(program.call("GET", path, null).status()).as(path).isEqualTo(200);
            var heard = statements.of(() -> program.get(path));
            assertThat(heard).as(path).hasSizeLessThanOrEqualTo(MOST_STATEMENTS);
            assertThat(heard.stream().mapToLong(statements::rowsRead).sum()).as(path).isLessThanOrEqualTo(PAGE * MOST_ROWS_PER_ROW);
        }
    }

    /// As in a flood: when the table was analysed last, nothing waited.
    @Test
    void taking_mails_in_hand_does_not_read_all_that_wait() {
        var db = program.bean(DSLContext.class);
        var intake = program.bean(Intake.class);
        var claim = statements.of(() -> assertThat(intake.claim(UUID.randomUUID(), 64)).isEmpty()).getFirst();
        var read = new AtomicLong();
        program.bean(Transactions.class).run(() -> {
            var insert = "insert into platform_intake (kind, account_id, key, origin_key, envelope, size, received_at, state, finished_at) "
                    + "select 'email', 1, sha256(n::text::bytea), n, '{}', 1, now(), {0}, {1}::timestamptz from generate_series({2}, {3}) n";
            db.execute(insert, "done", "2026-11-25T10:00:00Z", 1, 20_000);
            db.execute("analyze platform_intake");
            db.execute(insert, "open", null, 20_001, 22_000);
            read.set(statements.rowsRead(claim));
            // Nobody is to work on them.
            db.execute("delete from platform_intake where envelope = '{}'");
        });
        assertThat(read.get()).isLessThanOrEqualTo(64 * MOST_ROWS_PER_ROW);
    }

    @Test
    void what_is_asked_for_acknowledgements_and_for_what_leaves_is_found_by_indexes() {
        var db = program.bean(DSLContext.class);
        var rows = db.fetch("select id, ticket_id, (select contact_id from ticket where id = ticket_id) from ticket_message order by id desc limit 16");
        var messages = program.bean(MessageStore.class);
        var heard = statements.of(() -> {
            messages.origins(rows.intoSet(0, Long.class));
            messages.places(rows.intoSet(1, Long.class), "acknowledgement");
            program.bean(ContactStore.class).contacts(rows.intoSet(2, Long.class));
            program.bean(Transactions.class).run(() -> program.bean(TicketStore.class).lock(rows.intoSet(1, Long.class)));
            program.bean(OutboundStore.class).automaticTo(IntStream.range(0, 16).mapToObj(i -> "customer" + i + "@example.org").toList(), Instant.EPOCH);
            messages.leaving(rows.getFirst().get(0, Long.class));
        });
        assertThat(heard).hasSize(6);
        for (var sql : heard) assertThat(statements.rowsRead(sql)).as(sql).isLessThanOrEqualTo(16L * FEW);
    }

    @Test
    void what_is_asked_for_many_mails_at_once_is_found_by_indexes() {
        var mailbox = new HashMap<String, Object>(Cast.supportMailbox(25, false));
        mailbox.put("address", "plans@example.com");
        var account = program.call("POST", "/api/v1/channel-accounts", mailbox).body().path("id").asLong();
        var intake = program.bean(Intake.class);
        var mails = IntStream.range(0, 32).mapToObj(i -> {
            var mail = "From: planner-%d@example.org\r\nTo: plans@example.com\r\nMessage-ID: <plan-%d@example.org>\r\nSubject: Plan\r\n\r\nHello.\r\n".formatted(i, i).getBytes(StandardCharsets.US_ASCII);
            return new Intake.Arrived("email", account, new byte[] {9, (byte) i}, 24L * i, "{\"from\":\"\",\"recipient\":\"plans@example.com\",\"client\":\"127.0.0.1\"}", mail, null, mail.length);
        }).toList();
        program.bean(DSLContext.class).execute("insert into ticket_message_reference select id, 'plan-' || id || '@example.org' from ticket_message");
        var heard = statements.of(() -> {
            intake.accept(mails);
            await().until(() -> intake.waiting() == 0);
        });
        // What went to PostgreSQL together is asked for one by one.
        var asked = heard.stream().flatMap(sql -> Stream.of(sql.split(";\n"))).filter(sql -> sql.contains("with sought as") || sql.contains("as there") || sql.contains("update platform_intake intake")).toList();
        assertThat(asked).hasSize(3);
        for (var sql : asked) assertThat(statements.rowsRead(sql)).as(sql).isLessThanOrEqualTo(32L * FEW);
    }

    private static Map<String, String> agent(String name, Map<String, Object> scope, Set<Long> memberOf) {
        var email = name.replace(' ', '.') + "@example.com";
        var made = program.call("POST", "/api/v1/agents", Map.of("name", name, "email", email, "role", "agent", "password", PASSWORD, "teamIds", memberOf, "scope", scope));
        assertThat(made.status()).isEqualTo(201);
        return program.signIn(email, PASSWORD);
    }

    /// The page after `skipped` others, or the last one there is.
    private static void page(String who, String list, int skipped, Map<String, String> headers, List<String> tooDear) {
        var after = "";
        for (var i = 0; i < skipped; i++) {
            var next = get(list, after, headers).path("next").asString("");
            if (next.isEmpty()) break;
            after = next;
        }
        var cursor = after;
        var returned = get(list, cursor, headers).path("items").size();
        var heard = statements.of(() -> get(list, cursor, headers));
        var read = heard.stream().mapToLong(statements::rowsRead).sum();
        if (heard.size() > MOST_STATEMENTS || read > (long) MOST_ROWS_PER_ROW * Math.max(returned, FEW))
            tooDear.add("%s, %s page %d: %d rows, %d read, %d statements: %s".formatted(who, list, skipped + 1, returned, read, heard.size(),
                    heard.stream().map(sql -> statements.rowsRead(sql) + " for " + sql).toList()));
    }

    private static tools.jackson.databind.JsonNode get(String list, String after, Map<String, String> headers) {
        return program.call("GET", "/api/v1/tickets" + list + "limit=" + PAGE + "&after=" + after, null, headers).body();
    }
}
