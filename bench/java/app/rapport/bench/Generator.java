package app.rapport.bench;

import app.rapport.customer.CustomerFact;
import app.rapport.platform.journal.FactCatalog;
import app.rapport.platform.journal.Facts;
import app.rapport.platform.rules.Folding;
import app.rapport.ticket.TicketFact;
import app.rapport.workspace.WorkspaceFact;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Fills a migrated database, while no program runs on it, with tickets and messages by COPY: rows, journal and projections as
/// the program itself would have left them, so that `doctor --verify` finds nothing.
public final class Generator {

    private static final int BATCH = 1000;
    private static final Instant FOUNDED = Instant.parse("2026-01-01T08:00:00Z");

    private final Connection connection;
    private final Random random;
    private final Rows rows;

    private Generator(Connection connection, Company company, long seed) throws SQLException {
        this.connection = connection;
        this.random = new Random(seed);
        this.rows = new Rows(company, new FactCatalog(List.of(new Facts("ticket", TicketFact.class), new Facts("customer", CustomerFact.class), new Facts("workspace", WorkspaceFact.class))), random);
        rows.startAfter(number("select max(seq) from platform_journal"), number("select position from platform_journal_head"), number("select max(id) from ticket"),
                number("select max(id) from ticket_message"), number("select greatest((select max(id) from workspace_agent), (select max(id) from customer_contact))"));
    }

    /// @param url JDBC address with user and password
    public static void fill(String url, int tickets, int messages, long seed) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            new Generator(connection, company(connection), seed).fill(tickets, messages);
            connection.setAutoCommit(true);
            execute(connection, "vacuum analyze");
        }
    }

    private void fill(int tickets, int messages) throws SQLException {
        var contacts = Math.max(1, tickets / 4);
        var at = FOUNDED;
        rows.people(at);
        for (var i = 0; i < contacts; i++) {
            rows.contact(i, at);
            if (i % BATCH == BATCH - 1) flush();
        }
        flush();
        for (var i = 0; i < tickets; i++) {
            // Spread so that the whole number comes out: some tickets have one message, some have many.
            var target = (int) ((long) messages * (i + 1) / tickets);
            rows.ticket(at.plusSeconds(120L * i), tickets - i <= tickets / 10, Math.max(1, target - rows.messages()), random.nextInt(contacts), Folding::fold);
            if (i % BATCH == BATCH - 1) flush();
        }
        flush();
        project();
    }

    private void flush() throws SQLException {
        for (var table : rows.tables()) table.flush(connection);
        connection.commit();
    }

    /// What readers would have made of it, and the sequences moved on.
    private void project() throws SQLException {
        execute(connection, "update platform_journal_head set position = " + rows.position());
        execute(connection, "update platform_reader set position = " + rows.position());
        execute(connection, """
                insert into platform_reader (name, position, activated_at, updated_at) values ('view-counts', %d, 0, now())
                on conflict (name) do nothing""".formatted(rows.position()));
        execute(connection, """
                insert into desk_ticket (ticket_id, version, views, team_id, brand_id, assignee_id)
                select id, version, case when status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null then 1 else 0 end, coalesce(team_id, 0), brand_id,
                  coalesce(assignee_id, 0) from ticket on conflict do nothing""");
        execute(connection, """
                insert into desk_count (view, team_id, brand_id, assignee_id, tickets)
                select 1, team_id, brand_id, assignee_id, sum(views) from desk_ticket group by team_id, brand_id, assignee_id having sum(views) <> 0
                on conflict (view, team_id, brand_id, assignee_id) do update set tickets = excluded.tickets""");
        execute(connection, "select setval('platform_journal_seq', (select max(seq) from platform_journal)), setval('ticket_seq', (select max(id) from ticket)), "
                + "setval('workspace_person_seq', greatest((select max(id) from workspace_agent), (select max(id) from customer_contact)))");
        for (var table : List.of("ticket_thread", "ticket_message", "customer_handle", "channel_outbound")) {
            execute(connection, "select setval(pg_get_serial_sequence('" + table + "', 'id'), greatest(1, (select coalesce(max(id), 1) from " + table + ")))");
        }
        connection.commit();
    }

    private static Company company(Connection connection) throws SQLException {
        if (number(connection, "select count(*) from workspace_brand") == 0) {
            execute(connection, "insert into workspace_base (name) values ('Main')");
            execute(connection, "insert into workspace_brand (key, name, base_id, kind, locale, zone, version) select 'main', 'Main', id, 'public', 'en', 'Europe/Berlin', 1 from workspace_base");
        }
        var teams = new ArrayList<Long>();
        var agents = new ArrayList<Long>();
        for (var i = 0; i < Company.TEAMS; i++) {
            teams.add(number(connection, "insert into workspace_team (name, name_folded, created_at, version) values ('%1$s', lower('%1$s'), '%2$s', 1) returning id"
                    .formatted(Company.teamName(i), FOUNDED)));
        }
        for (var i = 0; i < Company.AGENTS; i++) {
            agents.add(number(connection, """
                    insert into workspace_agent (name, email, email_folded, role, created_at, version)
                    values ('%1$s', '%2$s', '%2$s', 'agent', '%3$s', 1) returning id""".formatted(Company.agentName(i), Company.agentAddress(i), FOUNDED)));
            execute(connection, "insert into workspace_team_member values (" + teams.get(i % Company.TEAMS) + ", " + agents.getLast() + ")");
        }
        var account = number(connection, "select coalesce(min(id), 0) from channel_account");
        return new Company(number(connection, "select min(id) from workspace_brand"), number(connection, "select min(id) from workspace_base"), teams, agents, account == 0 ? null : account);
    }

    private long number(String sql) throws SQLException {
        return number(connection, sql);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
