package app.rapport.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class TestDatabaseTest {

    @AutoClose
    static final TestDatabase database = new TestDatabase();

    @Test
    void it_has_the_tables_of_the_migrations() {
        assertThat(database.db().fetchCount(DSL.table("platform_journal_head"))).isEqualTo(1);
    }

    @Test
    void jooq_takes_part_in_springs_transactions() {
        assertThatThrownBy(() -> database.transactions().run((Runnable) () -> {
            secret("undone");
            throw new IllegalStateException("changed my mind");
        })).isInstanceOf(IllegalStateException.class);

        assertThat(database.db().fetchCount(DSL.table("platform_secret"), DSL.field("key").eq("undone"))).isZero();
    }

    @Test
    void the_database_s_refusals_arrive_as_springs_exceptions() {
        secret("twice");

        assertThatThrownBy(() -> secret("twice")).isInstanceOf(DuplicateKeyException.class);
    }

    private static void secret(String key) {
        database.db().execute("insert into platform_secret values ('test', ?, ''::bytea, now())", key);
    }
}
