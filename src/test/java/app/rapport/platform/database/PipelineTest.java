package app.rapport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
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
