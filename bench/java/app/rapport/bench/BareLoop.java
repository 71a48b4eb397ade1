package app.rapport.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

/// The physical limit beside each figure: the same rows and commits with nothing around them. Prepared statements on connections
/// that stay open, batches where the program has them, no object made that is not needed. It runs on a copy of the database.
final class BareLoop {

    /// One writer or reader with its own connection.
    interface Work extends AutoCloseable {
        void once() throws Exception;
    }

    interface Opening {
        Work open() throws Exception;
    }

    private static final String JOURNAL = "insert into platform_journal (seq, command, at, recorded_at, type, version, subject_kind, subject_id, subject_version, ticket_id, contact_id, "
            + "brand_id, actor_kind, actor_id, via, root, depth, origin, data) select n, ?, now(), now(), 'ticket.message-added', 1, 'ticket', ?, 2, ?, ?, 1, 'system', 0, 'bare', ?, 0, 'live', "
            + "'{\"messageId\":1,\"direction\":\"IN\",\"visibility\":\"PUBLIC\",\"automatic\":null,\"authorKind\":\"CONTACT\",\"authorId\":1,\"sendAt\":null,\"wantedStatus\":null}'::jsonb "
            + "from generate_series(?::bigint, ?::bigint) n";
    private static final String MESSAGE = "insert into ticket_message (ticket_id, thread_id, direction, visibility, medium, author_kind, author_id, author_address, subject, body_html, "
            + "body_text, visible_text, external_id, at, recorded_at) values (?, ?, ?, 'public', 'email', 'contact', 1, ?, ?, ?, ?, ?, ?, now(), now()) returning id";
    private static final String TEXT = Company.words(100, new java.util.Random(1));
    private static final AtomicLong ids = new AtomicLong(System.currentTimeMillis() * 1000);

    private BareLoop() {}

    static Opening list(String url) {
        return () -> new Statement(url, """
                select t.*, c.name, h.display from (
                  select id from ticket where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null order by id desc limit 50) page
                join ticket t on t.id = page.id join customer_contact c on c.id = t.contact_id left join customer_handle h on h.id = t.handle_id""", statement -> {});
    }

    static Opening ticket(String url, long first, long last) {
        return () -> new Work() {
            private final Statement ticket = new Statement(url, "select t.*, c.name from ticket t join customer_contact c on c.id = t.contact_id where t.id = ?", statement -> {});
            private final Statement messages = new Statement(url, "select m.*, r.* from ticket_message m join ticket_message_recipient r on r.message_id = m.id where m.ticket_id = ?", statement -> {});

            @Override
            public void once() throws SQLException {
                var id = ThreadLocalRandom.current().nextLong(first, last);
                ticket.read(statement -> statement.setLong(1, id));
                messages.read(statement -> statement.setLong(1, id));
            }

            @Override
            public void close() throws SQLException {
                ticket.close();
                messages.close();
            }
        };
    }

    static Opening counts(String url) {
        return () -> new Statement(url, "select * from desk_count where tickets <> 0", statement -> {});
    }

    /// The index by itself, and the rows of what it finds.
    static Opening search(String url, Path index, java.util.function.Supplier<String> word) throws IOException {
        var reader = DirectoryReader.open(FSDirectory.open(index));
        var searcher = new IndexSearcher(reader);
        return () -> new Work() {
            private final Statement rows = new Statement(url, "select t.*, c.name from ticket t join customer_contact c on c.id = t.contact_id where t.id = any (?)", statement -> {});

            @Override
            public void once() throws Exception {
                var query = new BooleanQuery.Builder();
                var wanted = word.get();
                for (var field : new String[] {"subject", "contact", "body"}) query.add(new TermQuery(new Term(field, wanted)), Occur.SHOULD);
                var found = searcher.search(query.build(), 25).scoreDocs;
                var tickets = new Long[found.length];
                for (var i = 0; i < found.length; i++) tickets[i] = 1001L + found[i].doc;
                rows.read(statement -> statement.setArray(1, statement.getConnection().createArrayOf("bigint", tickets)));
            }

            @Override
            public void close() throws SQLException {
                rows.close();
            }
        };
    }

    /// One commit: the ticket locked, message, recipient, outbound row, three facts, the ticket's row.
    static Opening reply(String url, long first, long last) {
        return () -> new Writer(url) {
            @Override
            public void once() throws SQLException {
                var ticket = ThreadLocalRandom.current().nextLong(first, last);
                run("select * from ticket where id = ? for no key update", ticket);
                addMessage(ticket, ticket, "out", 3);
                connection.commit();
            }
        };
    }

    /// Two commits: the raw mail; then contact, handle, ticket, thread, message, recipient, three facts, the intake's row.
    /// With an acknowledgement three more: message and outbound row with two facts; taken in hand; sent, with its fact.
    static Opening intake(String url, boolean acknowledged) {
        return () -> new Writer(url) {
            @Override
            public void once() throws SQLException {
                var id = ids.incrementAndGet();
                var arrived = insert("insert into platform_intake (kind, account_id, key, origin_key, envelope, raw, size, received_at) values ('email', 1, sha256(?::text::bytea), ?, "
                        + "'{\"from\":\"customer@example.org\",\"recipient\":\"support@example.com\",\"client\":\"127.0.0.1\"}', ?::bytea, 1000, now()) returning id", "" + id, id, TEXT.getBytes());
                connection.commit();
                run("select * from platform_intake where id = ? for no key update", arrived);
                run("insert into customer_contact (id, base_id, person_id, name, created_at, version) values (?, 1, ?, 'Customer', now(), 1)", id, id);
                var handle = insert("insert into customer_handle (contact_id, base_id, kind, value, display, created_at) values (?, 1, 'email', ?, ?, now()) returning id", id,
                        id + "@example.org", id + "@example.org");
                run("insert into ticket (id, version, brand_id, subject, subject_folded, status, contact_id, handle_id, channel, opened_at, updated_at, recorded_at, message_count, "
                        + "last_message_at, preview) values (?, 1, 1, ?, ?, 'new', ?, ?, 'email', now(), now(), now(), 1, now(), ?)", id, "A subject", "a subject", id, handle, TEXT.substring(0, 120));
                var thread = insert("insert into ticket_thread (ticket_id, kind, channel, account_id, handle_id) values (?, 'main', 'email', 1, ?) returning id", id, handle);
                addMessage(id, thread, "in", 3);
                run("update platform_intake set state = 'done', outcome = 'opened', ticket_id = ?, finished_at = now() where id = ?", id, arrived);
                connection.commit();
                if (!acknowledged) return;
                run("select * from ticket where id = ? for no key update", id);
                var outbound = addMessage(id, thread, "out", 2);
                connection.commit();
                run("update channel_outbound set state = 'sending', leased_until = now(), attempts = 1 where id = ?", outbound);
                connection.commit();
                facts(id, 1);
                run("update ticket set version = version + 1, updated_at = now() where id = ?", id);
                run("update channel_outbound set state = 'sent', finished_at = now() where id = ?", outbound);
                connection.commit();
            }
        };
    }

    private interface Setting {
        void on(PreparedStatement statement) throws SQLException;
    }

    /// One statement again and again, its result read to the end.
    private static final class Statement implements Work {
        private final Connection connection;
        private final PreparedStatement statement;
        private final Setting usual;

        Statement(String url, String sql, Setting usual) throws SQLException {
            connection = DriverManager.getConnection(url);
            statement = connection.prepareStatement(sql);
            this.usual = usual;
        }

        @Override
        public void once() throws SQLException {
            read(usual);
        }

        void read(Setting setting) throws SQLException {
            setting.on(statement);
            try (var result = statement.executeQuery()) {
                var columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    for (var i = 1; i <= columns; i++) result.getString(i);
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private abstract static class Writer implements Work {
        final Connection connection;
        private final java.util.Map<String, PreparedStatement> prepared = new java.util.HashMap<>();

        Writer(String url) throws SQLException {
            connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
        }

        void run(String sql, Object... values) throws SQLException {
            prepare(sql, values).execute();
        }

        long insert(String sql, Object... values) throws SQLException {
            try (var result = prepare(sql, values).executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }

        private PreparedStatement prepare(String sql, Object... values) throws SQLException {
            var statement = prepared.get(sql);
            if (statement == null) prepared.put(sql, statement = connection.prepareStatement(sql));
            for (var i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            return statement;
        }

        /// @return for what leaves, the outbound row's id
        long addMessage(long ticket, long thread, String direction, int facts) throws SQLException {
            var message = insert(MESSAGE, ticket, thread, direction, ticket + "@example.org", "A subject", "<p>" + TEXT + "</p>", TEXT, TEXT, "<" + ids.incrementAndGet() + "@bare>");
            run("insert into ticket_message_recipient (message_id, position, role, address) values (?, 0, 'to', 'customer@example.org')", message);
            facts(ticket, facts);
            if (direction.equals("in")) return 0;
            run("update ticket set version = version + 2, updated_at = now(), last_message_at = now(), message_count = message_count + 1, status = 'pending' where id = ?", ticket);
            return insert("insert into channel_outbound (message_id, ticket_id, account_id, purpose, role, address, state, send_at, expires_at, created_at) "
                    + "values (?, ?, (select min(id) from channel_account), 'service', 'to', 'customer@example.org', 'queued', now(), now(), now()) returning id", message, ticket);
        }

        void facts(long ticket, int count) throws SQLException {
            var seq = insert("select nextval('platform_journal_seq') + 0 * ?", 0L) + 20_000_000L * 16;
            run(JOURNAL, seq * 4, ticket, ticket, ticket, seq * 4, seq * 4, seq * 4 + count - 1);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
