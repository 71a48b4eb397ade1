package app.rapport.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

/// The physical limit beside each figure: the same rows and commits with nothing around them. Prepared statements on connections
/// that stay open, batches where the program has them, no object made that is not needed. What writes runs on a copy of the database.
final class BareLoop {

    /// One writer or reader with its own connection.
    interface Work extends AutoCloseable {
        void once() throws Exception;

        /// How many operations `once` is.
        default int operations() {
            return 1;
        }
    }

    interface Opening {
        Work open() throws Exception;
    }

    /// Mails that share each transaction when many come. The program claims 64 of them, and works on them in four lines where there are two
    /// processors; its reactions take up to 16 commands at once, and sent mails are written down up to 16 at once.
    static final int TOGETHER = 16;
    private static final String TEXT = Company.words(120, new Random(1));
    private static final String HTML = "<p>" + TEXT + "</p>";
    private static final String SUBJECT = Company.words(6, new Random(2));
    private static final byte[] RAW = ("From: Customer <0123456789ab@example.org>\r\nTo: support@example.com\r\nSubject: " + SUBJECT + "\r\nMessage-ID: <0123456789ab@example.org>\r\n"
            + "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT).getBytes(StandardCharsets.US_ASCII);
    private static final String FACTS = """
            with fact as materialized (
              select nextval('platform_journal_seq') as seq, f.* from json_to_recordset(?::json) as f(
                nth int, type text, subject_kind text, subject_id bigint, subject_version bigint, ticket_id bigint, contact_id bigint, data jsonb, text jsonb)),
            personal as (insert into platform_journal_text (seq, contact_id, data) select seq, contact_id, text from fact where text is not null)
            insert into platform_journal (seq, command, at, recorded_at, type, version, subject_kind, subject_id, subject_version, ticket_id, contact_id, brand_id,
              actor_kind, actor_id, via, root, depth, origin, data)
            select seq, command, now(), now(), type, 1, subject_kind, subject_id, subject_version, ticket_id, contact_id, 1, 'system', 0, 'bare', command, 0, 'live', data
            from (select fact.*, min(seq) over (partition by nth) as command from fact) fact""";

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

    /// One commit: the ticket locked; then together message, recipient, outbound row, one fact, the ticket's row and the timer's.
    static Opening reply(String url, long first, long last) {
        return () -> new Writer(url, 1, false) {
            @Override
            public void once() throws SQLException {
                var places = places(List.of(ThreadLocalRandom.current().nextLong(first, last)));
                leave(places, 1, "insert into platform_job (task_name, task_instance, execution_time, picked, version) values ('bare', ?, now(), false, 1)", "" + places.getFirst()[1]);
                connection.commit();
            }
        };
    }

    /// Two commits for some mails: the raw mails; then contacts, handles, tickets, threads, messages, recipients, three facts each, the intake's rows.
    /// With acknowledgements three more: messages, recipients, outbound rows, two facts each, the tickets' rows; taken in hand; sent, with a fact each.
    ///
    /// Together, a stricter limit than the program's own commits: raw mails share one there only as they happen to arrive together, and the
    /// claims of the intake are commits too. What reads the journal afterwards (numbers, counts, search) is in neither.
    ///
    /// @param mails how many share each transaction
    static Opening intake(String url, boolean acknowledged, int mails) {
        return () -> new Intake(url, acknowledged, mails);
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
        private final String places;
        private final String leave;
        private final Map<String, PreparedStatement> prepared = new HashMap<>();

        /// @param count of messages that leave together; @param automatic at once and by the program itself, or later by an agent
        Writer(String url, int count, boolean automatic) throws SQLException {
            connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
            places = "select ticket.id, nextval('ticket_message_id_seq'), thread.id, ticket.contact_id, ticket.* from ticket join ticket_thread thread on thread.ticket_id = ticket.id "
                    + "and thread.kind = 'main' where ticket.id in (" + rows("?", count) + ") for no key update of ticket";
            leave = String.join(";\n", messages("out", "client_message_id", count),
                    "insert into channel_outbound (message_id, ticket_id, account_id, purpose, automatic, role, address, state, send_at, expires_at, created_at) values "
                            + rows("(?, ?, 1, 'service', " + automatic + ", 'to', 'customer@example.org', '" + (automatic ? "queued" : "held") + "', now(), now(), now())", count),
                    "update ticket set version = version + ?, " + (automatic ? "" : "updated_at = now(), ") + "message_count = message_count + 1 where id in (" + rows("?", count) + ")", FACTS);
        }

        static String rows(String row, int count) {
            return String.join(", ", Collections.nCopies(count, row));
        }

        /// Messages and their recipients.
        static String messages(String direction, String named, int count) {
            return "insert into ticket_message (id, ticket_id, thread_id, direction, visibility, medium, author_kind, author_id, author_address, subject, body_html, body_text, visible_text, "
                    + named + ", at, recorded_at) values " + rows("(?, ?, ?, '" + direction + "', 'public', 'email', 'contact', 1, 'customer@example.org', ?, ?, ?, ?, ?, now(), now())", count)
                    + ";\ninsert into ticket_message_recipient (message_id, position, role, address) values " + rows("(?, 0, 'to', 'customer@example.org')", count);
        }

        /// Values of [#messages(String, String, int)].
        static List<Object> messages(List<long[]> tickets) {
            var values = new ArrayList<Object>();
            for (var ticket : tickets) values.addAll(List.of(ticket[1], ticket[0], ticket[2], SUBJECT, HTML, TEXT, TEXT, "<" + ticket[1] + "@bare.example.org>"));
            for (var ticket : tickets) values.add(ticket[1]);
            return values;
        }

        /// Locks tickets.
        ///
        /// @return for each its id, the id of a message to be, its thread, its contact
        List<long[]> places(List<?> tickets) throws SQLException {
            return ask(places, 4, tickets);
        }

        /// All that a message that leaves writes, in one message to the database.
        void leave(List<long[]> places, int facts, String more, Object... moreValues) throws SQLException {
            var values = messages(places);
            for (var place : places) values.addAll(List.of(place[1], place[0]));
            values.add(facts);
            for (var place : places) values.add(place[0]);
            var said = new ArrayList<String>();
            for (var i = 0; i < places.size(); i++) {
                said.add(added(i, places.get(i)));
                if (facts == 2) said.add(ofTicket(i, "message-released", places.get(i), "{\"messageId\":" + places.get(i)[1] + "}"));
            }
            values.add(said.toString());
            values.addAll(List.of(moreValues));
            send(more.isEmpty() ? leave : leave + ";\n" + more, values);
        }

        static String added(int nth, long[] place) {
            return ofTicket(nth, "message-added", place, "{\"messageId\":" + place[1]
                    + ",\"direction\":\"IN\",\"visibility\":\"PUBLIC\",\"automatic\":null,\"authorKind\":\"CONTACT\",\"authorId\":1,\"sendAt\":null,\"wantedStatus\":null}");
        }

        /// A fact as [#FACTS] reads it; facts of the same `nth` are one command.
        static String ofTicket(int nth, String type, long[] place, String data) {
            return "{\"nth\":" + nth + ",\"type\":\"ticket." + type + "\",\"subject_kind\":\"ticket\",\"subject_id\":" + place[0] + ",\"subject_version\":1,\"ticket_id\":" + place[0]
                    + ",\"contact_id\":" + place[3] + ",\"data\":" + data + "}";
        }

        /// @return of each row the first columns
        List<long[]> ask(String sql, int columns, List<?> values) throws SQLException {
            var rows = new ArrayList<long[]>();
            try (var result = prepare(sql, values).executeQuery()) {
                while (result.next()) {
                    var row = new long[columns];
                    for (var i = 0; i < columns; i++) row[i] = result.getLong(i + 1);
                    rows.add(row);
                }
            }
            return rows;
        }

        /// Of several statements the driver makes one message.
        void send(String sql, List<?> values) throws SQLException {
            prepare(sql, values).execute();
        }

        private PreparedStatement prepare(String sql, List<?> values) throws SQLException {
            var statement = prepared.get(sql);
            if (statement == null) prepared.put(sql, statement = connection.prepareStatement(sql));
            for (var i = 0; i < values.size(); i++) statement.setObject(i + 1, values.get(i));
            return statement;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static final class Intake extends Writer {
        private final int mails;
        private final String some;
        private final String receive;
        private final String lock;
        /// Contacts and handles; the answer has the shape of [#places(List)], and the handle.
        private final String meet;
        private final String open;
        private final String claim;
        private final String sent;
        private final boolean acknowledged;

        Intake(String url, boolean acknowledged, int mails) throws SQLException {
            super(url, mails, true);
            this.acknowledged = acknowledged;
            this.mails = mails;
            some = "(" + rows("?", mails) + ")";
            receive = "insert into platform_intake (kind, account_id, key, origin_key, envelope, raw, size, received_at) values "
                    + rows("('email', 1, ?, ?, '{\"from\":\"0123456789ab@example.org\",\"recipient\":\"support@example.com\",\"client\":\"127.0.0.1\"}', ?, 1000, now())", mails)
                    + " on conflict (key) do nothing returning id";
            lock = "select id from platform_intake where id in " + some + " order by id for no key update";
            meet = """
                    with handle as (
                      insert into customer_handle (contact_id, base_id, kind, value, display, created_at)
                      select nextval('workspace_person_seq'), 1, 'email', sought.value, sought.value, now() from (values %s) as sought (value)
                      on conflict (base_id, kind, scope, value) where until is null do nothing returning contact_id, id),
                    contact as (
                      insert into customer_contact (id, base_id, person_id, name, created_at, version) select contact_id, 1, contact_id, 'Customer', now(), 1 from handle)
                    select nextval('ticket_seq'), nextval('ticket_message_id_seq'), nextval('ticket_thread_id_seq'), contact_id, id from handle""".formatted(rows("(?)", mails));
            open = String.join(";\n",
                    "insert into ticket (id, version, brand_id, subject, subject_folded, status, contact_id, handle_id, channel, opened_at, updated_at, recorded_at, message_count, last_message_at, "
                            + "preview) values " + rows("(?, 1, 1, ?, ?, 'new', ?, ?, 'email', now(), now(), now(), 1, now(), ?)", mails),
                    "insert into ticket_thread (id, ticket_id, kind, channel, account_id, handle_id) values " + rows("(?, ?, 'main', 'email', 1, ?)", mails), messages("in", "external_id", mails),
                    "update platform_intake intake set state = 'done', outcome = 'opened', ticket_id = done.ticket_id, message_id = done.message_id, finished_at = now(), owner = null "
                            + "from (values " + rows("(?, ?, ?)", mails) + ") as done (id, ticket_id, message_id) where intake.id = done.id", FACTS);
            claim = "update channel_outbound set state = 'sending', leased_until = now(), attempts = attempts + 1 where message_id in " + some
                    + " returning ticket_id, message_id, account_id, id, *";
            sent = "update ticket set version = version + 1 where id in " + some
                    + ";\nupdate channel_outbound set state = 'sent', external_id = message_id || '@bare.example.org', leased_until = null, finished_at = now() where id in " + some + ";\n" + FACTS;
        }

        @Override
        public int operations() {
            return mails;
        }

        @Override
        public void once() throws SQLException {
            var opened = open(receive());
            if (!acknowledged) return;
            var places = places(opened);
            leave(places, 2, "");
            connection.commit();
            var claimed = ask(claim, 4, places.stream().map(place -> place[1]).toList());
            connection.commit();
            sent(claimed);
        }

        private List<Long> receive() throws SQLException {
            var values = new ArrayList<Object>();
            for (var i = 0; i < mails; i++) {
                var key = new byte[32];
                ThreadLocalRandom.current().nextBytes(key);
                values.addAll(List.of(key, ThreadLocalRandom.current().nextLong(), RAW));
            }
            var arrived = ask(receive, 1, values).stream().map(row -> row[0]).toList();
            connection.commit();
            return arrived;
        }

        /// @return the tickets
        private List<Long> open(List<Long> arrived) throws SQLException {
            ask(lock, 1, arrived);
            var senders = new ArrayList<String>();
            for (var i = 0; i < mails; i++) senders.add(Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36) + "@example.org");
            var places = ask(meet, 5, senders);
            var values = new ArrayList<Object>();
            for (var place : places) values.addAll(List.of(place[0], SUBJECT, SUBJECT, place[3], place[4], TEXT.substring(0, 120)));
            for (var place : places) values.addAll(List.of(place[2], place[0], place[4]));
            values.addAll(messages(places));
            for (var i = 0; i < mails; i++) values.addAll(List.of(arrived.get(i), places.get(i)[0], places.get(i)[1]));
            values.add(opened(places, senders));
            send(open, values);
            connection.commit();
            return places.stream().map(place -> place[0]).toList();
        }

        private String opened(List<long[]> places, List<String> senders) {
            var said = new ArrayList<String>();
            for (var i = 0; i < mails; i++) {
                var place = places.get(i);
                said.add("{\"nth\":" + i + ",\"type\":\"customer.contact-created\",\"subject_kind\":\"contact\",\"subject_id\":" + place[3] + ",\"subject_version\":1,\"contact_id\":"
                        + place[3] + ",\"data\":{\"baseId\":1,\"handleId\":" + place[4] + ",\"via\":\"email\"},\"text\":{\"name\":\"Customer\",\"address\":\"" + senders.get(i) + "\"}}");
                said.add(ofTicket(mails + i, "opened", place, "{\"brandId\":1,\"contactId\":1,\"handleId\":1,\"channel\":\"email\",\"status\":\"NEW\",\"priority\":\"NORMAL\",\"teamId\":null,"
                        + "\"assigneeId\":null,\"tags\":[],\"followUpOf\":null},\"text\":{\"subject\":\"" + SUBJECT + "\"}"));
                said.add(added(mails + i, place));
            }
            return said.toString();
        }

        private void sent(List<long[]> claimed) throws SQLException {
            var values = new ArrayList<Object>();
            for (var row : claimed) values.add(row[0]);
            for (var row : claimed) values.add(row[3]);
            var said = new ArrayList<String>();
            for (var i = 0; i < claimed.size(); i++) {
                var row = claimed.get(i);
                said.add(ofTicket(i, "delivery-changed", row, "{\"messageId\":" + row[1] + ",\"outboundId\":" + row[3] + ",\"before\":\"sending\",\"after\":\"sent\",\"code\":null}"));
            }
            values.add(said.toString());
            send(sent, values);
            connection.commit();
        }
    }
}
