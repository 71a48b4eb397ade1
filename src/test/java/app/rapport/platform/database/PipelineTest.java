package app.rapport.platform.database;

import static app.rapport.ticket.store.generated.Tables.TICKET_PROPOSAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.testing.TestDatabase;
import app.rapport.ticket.store.generated.tables.records.TicketProposalRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class PipelineTest {

    private final TestDatabase database = new TestDatabase(4);

    @BeforeEach
    void makeTable() {
        database.db().execute("create table word (id bigint generated always as identity, text text not null unique)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Query insert(String word) {
        return database.db().query("insert into word (text) values ({0})", DSL.val(word));
    }

    private List<String> words() {
        return database.db().resultQuery("select text from word order by id").fetch(0, String.class);
    }

    @Test
    void what_waits_is_seen_by_the_next_question_of_its_transaction_in_the_order_sent() {
        database.transactions().run(() -> {
            Pipeline.send(insert("one"));
            Pipeline.send(insert("two"));
            Pipeline.send(insert("three"));
            assertThat(words()).containsExactly("one", "two", "three");
            Pipeline.send(insert("four"));
        });
        assertThat(words()).containsExactly("one", "two", "three", "four");
    }

    @Test
    void nothing_of_a_transaction_stays_when_one_of_its_statements_fails() {
        assertThatThrownBy(() -> database.transactions().run(() -> {
            Pipeline.send(insert("one"));
            Pipeline.send(insert("one"));
            Pipeline.send(insert("two"));
        })).hasMessageContaining("word_text_key");
        assertThat(words()).isEmpty();
        database.transactions().run(() -> Pipeline.send(insert("two")));
        assertThat(words()).containsExactly("two");
    }

    @Test
    void who_goes_on_after_a_failure_does_not_commit() {
        assertThatThrownBy(() -> database.transactions().run(() -> {
            Pipeline.send(insert("one"));
            Pipeline.send(database.db().query("insert into word (text) values ({0})", DSL.val(new Object(), Object.class)));
            assertThatThrownBy(Pipeline::flush);
        })).isInstanceOf(RuntimeException.class);
        assertThat(words()).isEmpty();
    }

    @Test
    void what_is_sent_and_flushed_before_the_commit_is_committed() {
        database.transactions().run(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                Pipeline.send(insert("last"));
                Pipeline.flush();
            }
        }));
        assertThat(words()).containsExactly("last");
    }

    @Test
    void a_roll_back_forgets_what_waits() {
        assertThatThrownBy(() -> database.transactions().run(() -> {
            Pipeline.send(insert("one"));
            throw new IllegalArgumentException("on purpose");
        })).isInstanceOf(IllegalArgumentException.class);
        database.transactions().run(() -> assertThat(words()).isEmpty());
    }

    @Test
    void rows_are_written_in_few_texts_and_only_the_columns_that_have_values() {
        database.db().execute("drop table ticket_proposal; create table ticket_proposal (ticket_id bigint primary key, other_id bigint, score smallint default 7, parts jsonb)");
        database.transactions().run(() -> Pipeline.insert(database.db(), LongStream.rangeClosed(1, 7).mapToObj(id -> proposal(id, id * 10, "[1]")).toList()));
        database.transactions().run(() -> {
            Pipeline.update(database.db(), TICKET_PROPOSAL.TICKET_ID, LongStream.rangeClosed(3, 5).mapToObj(id -> {
                var change = database.db().newRecord(TICKET_PROPOSAL);
                change.setTicketId(id);
                change.setParts(id == 4 ? JSONB.jsonb("[4]") : null);
                return change;
            }).toList());
        });
        assertThat(database.db().fetch("select ticket_id, other_id, score, parts from ticket_proposal order by ticket_id").formatCSV(false)).isEqualToIgnoringNewLines("""
                1,10,7,[1]
                2,20,7,[1]
                3,30,7,""
                4,40,7,[4]
                5,50,7,""
                6,60,7,[1]
                7,70,7,[1]
                """);
        var other = proposal(9, 90, "[]");
        other.setScore((short) 1);
        assertThatThrownBy(() -> Pipeline.insert(database.db(), List.of(proposal(8, 80, "[]"), other))).hasMessageContaining("different columns");
    }

    private TicketProposalRecord proposal(long id, long other, String parts) {
        var row = database.db().newRecord(TICKET_PROPOSAL);
        row.setTicketId(id);
        row.setOtherId(other);
        row.setParts(JSONB.jsonb(parts));
        return row;
    }

    @Test
    void without_a_transaction_it_is_executed_at_once() {
        Pipeline.send(insert("one"));
        assertThat(words()).containsExactly("one");
    }

    @Test
    void a_row_that_is_too_large_for_an_index_is_no_database_that_went_away() {
        assertThat(Transactions.databaseIsAway(new DataAccessResourceFailureException("", new SQLException("", "54000")))).isFalse();
        assertThat(Transactions.databaseIsAway(new DataAccessResourceFailureException("", new SQLException("", "57P01")))).isTrue();
        assertThat(Transactions.databaseIsAway(new DataAccessResourceFailureException("", new SQLException("closed")))).isTrue();
    }
}
